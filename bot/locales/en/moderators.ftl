# What every moderator command shares
moderators-only = This is for this server's moderators. If you are one, ask an administrator for the Manage Messages permission, or to allow you this command under Server Settings → Integrations → Wayside.
moderators-in-a-server = This works in a server that has added me, not here.
