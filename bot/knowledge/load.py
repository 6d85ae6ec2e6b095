"""YAML files -> Knowledge. Anything that would make an answer wrong stops the start here, by file, line and key."""

from collections import defaultdict
from pathlib import Path

from bot.knowledge.fields import Languages
from bot.knowledge.files import (
    AboutFile,
    CodeFile,
    CrisisLinesFile,
    EditionEntry,
    ScenarioFile,
    SourcesFile,
)
from bot.knowledge.guide import GuideFile
from bot.knowledge.guide_check import guide_faults
from bot.knowledge.model import Clause, Code, Edition, Knowledge, scenarios_by_clause
from bot.knowledge.references import Codes, reference_faults
from bot.knowledge.yaml_files import Document, Fault, KnowledgeError, Model, read

_PACKAGED = Path(__file__).parent / "data"
_CHECKOUT = Path(__file__).parents[2] / "knowledge"


def default_folder() -> Path:
    """The knowledge files that came with this installation: inside the wheel, or the checkout's ``knowledge/``."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


def load(folder: Path) -> Knowledge:
    """Read ``folder`` (laid out like the project's ``knowledge/``).

    Raises KnowledgeError with every fault found: syntax, unknown key, missing language, duplicate, dangling reference.
    """
    reader = Reader(folder)
    about = reader.one("about.yaml", AboutFile)
    if about is None:
        raise KnowledgeError(reader.faults)
    reader.languages = about.spoken
    reader.one("about.yaml", AboutFile)  # again, now that the languages are known
    codes = reader.all("codes", CodeFile)
    scenarios = reader.all("scenarios", ScenarioFile)
    guides = reader.all("guides", GuideFile)
    sources = reader.one("sources.yaml", SourcesFile)
    crisis_lines = reader.one("crisis-lines.yaml", CrisisLinesFile)
    if reader.faults or not (sources and crisis_lines):
        raise KnowledgeError(reader.faults)

    faults = reference_faults(codes, scenarios)
    if faults:
        raise KnowledgeError(faults)

    counterparts = _counterparts(codes)
    built = [_code(file, counterparts) for _, file in sorted(codes, key=lambda code: (code[1].place, code[1].id))]
    editions = {edition.id: edition for code in built for edition in code.editions}
    clauses = {clause.ref: clause for edition in editions.values() for clause in edition.clauses}
    files = sorted((file for _, file in scenarios), key=lambda file: (file.place, file.id))
    published = {ref: clause.published for ref, clause in clauses.items()}
    faults = guide_faults(guides, {file.id for file in files}, published)
    if faults:
        raise KnowledgeError(faults)
    return Knowledge(
        about=about,
        codes={code.id: code for code in built},
        scenarios={file.id: file for file in files},
        guides={guide.id: guide for _, guide in guides},
        sources=sources.sources,
        crisis_lines=crisis_lines,
        editions=editions,
        clauses=clauses,
        _scenarios_by_clause=scenarios_by_clause(files, clauses),
    )


class Reader:
    """Reads the files of one folder and collects their faults, so that an editor sees them all at once."""

    def __init__(self, folder: Path, languages: Languages = Languages()) -> None:  # noqa: B008 - a constant
        self.folder = folder
        self.languages = languages
        self.faults: list[Fault] = []

    def one(self, name: str, model: type[Model]) -> Model | None:
        """The file ``name``, or None after a fault."""
        found = self.document(name, model)
        return found[1] if found else None

    def all(self, subfolder: str, model: type[Model]) -> list[tuple[Document, Model]]:
        """Every file of ``subfolder`` that has no fault, by name."""
        names = sorted(path.name for path in (self.folder / subfolder).glob("*.yaml"))
        if not names:
            self.faults.append(Fault(f"{subfolder}/", 1, "-", "no files here", _which_folder(self.folder)))
        found = [self.document(f"{subfolder}/{name}", model) for name in names]
        return [pair for pair in found if pair]

    def document(self, name: str, model: type[Model]) -> tuple[Document, Model] | None:
        """The file ``name`` with its lines, or None after a fault."""
        try:
            if not self.folder.is_dir():
                raise KnowledgeError([Fault(name, 1, "-", "there is no such folder", _which_folder(self.folder))])
            document = read(self.folder / name, name)
            return document, document.parse(model, self.languages)
        except KnowledgeError as error:
            self.faults += error.faults
            return None


def _which_folder(folder: Path) -> str:
    return f"is {folder} the knowledge folder? WAYSIDE_KNOWLEDGE_DIR names it"


def _counterparts(codes: Codes) -> dict[str, list[str]]:
    """Counterparts read from both sides, each list in the order of the files."""
    pairs: dict[str, list[str]] = defaultdict(list)
    for _, file in codes:
        for edition in file.editions:
            for section in edition.sections:
                for clause in section.clauses:
                    ref = f"{edition.id}:{clause.number}"
                    for other in clause.counterparts:
                        for one, two in ((ref, other), (other, ref)):
                            if two not in pairs[one]:
                                pairs[one].append(two)
    return pairs


def _code(file: CodeFile, counterparts: dict[str, list[str]]) -> Code:
    before: dict[str, list[str]] = defaultdict(list)
    for edition in file.editions:
        for section in edition.sections:
            for clause in section.clauses:
                for ref in clause.now.to if clause.now else ():
                    before[ref].append(f"{edition.id}:{clause.number}")
    return Code(
        id=file.id,
        name=file.name,
        title=file.title,
        colour=int(file.colour[1:], 16),
        aliases=file.aliases,
        editions=tuple(_edition(file.id, entry, counterparts, before) for entry in file.editions),
    )


def _edition(
    code: str, entry: EditionEntry, counterparts: dict[str, list[str]], before: dict[str, list[str]]
) -> Edition:
    clauses = tuple(
        Clause(
            ref=(ref := f"{entry.id}:{clause.number}"),
            number=clause.number,
            code=code,
            edition=entry.id,
            section_number=section.number,
            section=section.title,
            summary=clause.summary,
            evidence=clause.evidence,
            doubt=clause.doubt,
            published=clause.published,
            new=clause.new,
            counterparts=tuple(counterparts.get(ref, ())),
            successor=clause.now,
            predecessors=tuple(before.get(ref, ())),
        )
        for section in entry.sections
        for clause in section.clauses
    )
    return Edition(
        id=entry.id,
        code=code,
        title=entry.title,
        publisher=entry.publisher,
        url=entry.url,
        effective=entry.effective,
        current=entry.current,
        basis=entry.basis,
        notice=entry.notice,
        clauses=clauses,
    )
