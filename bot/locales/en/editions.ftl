# Where moderators chose which codes and editions their server shows. Editions are named "ICF (2025), Global Code (2021)".
editions-shown = This server shows { $editions }.
editions-private = In our private chat, /clause shows every edition.
error-not-shown = This server shows { $editions }. In our private chat, /clause shows every edition.
editions-none = The { $year } edition has no such clause.
compare-not-shown = Not among the codes this server shows.
