"""Everything the bot knows as one JSON value (``wayside knowledge export --json``); the shape is a contract."""

from typing import Any

from bot.knowledge.model import Clause, Knowledge, Scenario


def export(knowledge: Knowledge) -> dict[str, Any]:
    """``{"editions": […], "clauses": […], "scenarios": […], …}``; a text is ``{language: text}``, a date ISO 8601."""
    first = knowledge.languages[0]
    return {
        "languages": list(knowledge.languages),
        "thesis": dict(knowledge.about.thesis.root),
        "article": knowledge.about.article.model_dump(mode="json"),
        "community": knowledge.about.community.model_dump(mode="json"),
        "codes": [
            {"id": code.id, "name": code.name, "title": dict(code.title.root), "current": code.current.id}
            for code in knowledge.codes.values()
        ],
        "editions": [
            {
                "id": edition.id,
                "code": edition.code,
                "title": edition.title[first],
                "titles": dict(edition.title.root),
                "publisher": edition.publisher,
                "url": edition.url,
                "effective": edition.effective.isoformat(),
                "current": edition.current,
                "basis": dict(edition.basis.root),
                "notice": dict(edition.notice.root) if edition.notice else None,
            }
            for edition in knowledge.editions.values()
        ],
        "clauses": [_clause(clause, first) for clause in knowledge.clauses.values()],
        "scenarios": [_scenario(scenario) for scenario in knowledge.scenarios.values()],
        "guides": [guide.model_dump(mode="json") for guide in knowledge.guides.values()],
        "sources": [source.model_dump(mode="json") for source in knowledge.sources],
    }


def _clause(clause: Clause, first: str) -> dict[str, Any]:
    return {
        "ref": clause.ref,
        "edition": clause.edition,
        "number": clause.number,
        "section": clause.section[first],
        "sections": dict(clause.section.root),
        "summary": dict(clause.summary.root),
        "evidence": clause.evidence.value,
        "doubt": dict(clause.doubt.root) if clause.doubt else None,
        "published": clause.published,
        "counterparts": list(clause.counterparts),
        "then_now": list(clause.then_now),
        "succession": clause.successor.model_dump(mode="json") if clause.successor else None,
        "new": dict(clause.new.root) if clause.new else None,
    }


def _scenario(scenario: Scenario) -> dict[str, Any]:
    return scenario.model_dump(mode="json", exclude={"place"})
