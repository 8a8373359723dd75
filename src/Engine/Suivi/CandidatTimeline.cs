using System.Globalization;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>Everything that happened to a candidate, in order: what came in, what was decided, what was sent and answered.</summary>
public sealed class CandidatTimeline(
    Database database, IEnumerable<IDestination> destinations, IEnumerable<IMessageOrigin> origins, IEnumerable<ICandidateView> views)
{
    private readonly Dictionary<string, IDestination> _destinations = destinations.ToDictionary(d => d.Name);

    public async Task<IReadOnlyList<LigneChronologie>> OfAsync(string etablissement, CandidatKey key, CancellationToken ct)
    {
        var lines = new List<LigneChronologie>();
        lines.AddRange(await EventsAsync(etablissement, key, ct));
        lines.AddRange(await AttemptsAsync(etablissement, key, ct));
        foreach (var view in views) lines.AddRange(await view.TimelineAsync(etablissement, key, ct));
        // A stable sort: what happened at the same instant stays in the order in which it was written.
        return [.. lines.OrderBy(line => line.Le).Select(line => line with { Source = RegleEnClair.De(line.Source) })];
    }

    private async Task<IEnumerable<LigneChronologie>> EventsAsync(string etablissement, CandidatKey key, CancellationToken ct)
    {
        var events = await database.QueryAsync<EventRow>(
            """
            SELECT e.survenu_le, e.instant_metier, e.nature, e.code_formation, e.texte, e.source, e.message_entrant, m.canal, m.compte
            FROM evenement_candidat e LEFT JOIN message_entrant m ON m.id = e.message_entrant
            WHERE e.etablissement = @etablissement AND e.session = @annee AND e.code_candidat = @dossier ORDER BY e.id
            """,
            new { etablissement, annee = key.Session, dossier = key.CodeCandidat }, ct);
        var messages = events.Where(e => e is { Source: null, MessageEntrant: not null, Canal: not null })
            .Select(e => new MessageRecu(e.MessageEntrant!.Value, e.Canal!.Value, e.Compte)).Distinct().ToList();
        var told = new Dictionary<long, string>();
        foreach (var origin in origins)
            foreach (var (message, text) in await origin.OfAsync(etablissement, messages, ct))
                told.TryAdd(message, text);
        return events.Select(e => Line(e, told));
    }

    private async Task<IEnumerable<LigneChronologie>> AttemptsAsync(string etablissement, CandidatKey key, CancellationToken ct) =>
        (await database.QueryAsync<AttemptRow>(
            """
            SELECT e.id, e.termine_le, e.issue, e.message, e.revision, l.destination, l.sujet FROM echange e
            JOIN livraison l ON l.id = e.livraison
            WHERE l.etablissement = @etablissement AND (l.sujet = @subject OR l.sujet LIKE @below) ORDER BY e.id
            """,
            new { etablissement, subject = new Sujet(key).ToString(), below = Sujet.Below(key) }, ct)).Select(Line);

    private static LigneChronologie Line(EventRow row, Dictionary<long, string> told) => new(
        row.SurvenuLe, row.InstantMetier, row.Nature, row.CodeFormation, row.Texte,
        row.Source ?? (row.MessageEntrant is { } message ? told.GetValueOrDefault(message) : null), row.MessageEntrant, null);

    private LigneChronologie Line(AttemptRow row)
    {
        var destination = _destinations.GetValueOrDefault(row.Destination);
        var ending = destination?.EnClairDe(row.Issue) ?? Ending(row.Issue);
        var text = string.Create(CultureInfo.InvariantCulture, $"{destination?.EnClair ?? "Envoi"} (révision {row.Revision}) : {ending}");
        return new(
            row.TermineLe, null, "Envoi", destination?.FormationOf(row.Sujet), row.Message is null ? text + "." : $"{text} ({row.Message})",
            "règle E2", null, row.Id);
    }

    private static string Ending(string issue) => issue switch
    {
        nameof(IssueEnvoi.Acquittee) => "accepté",
        nameof(IssueEnvoi.Refusee) => "refusé",
        nameof(IssueEnvoi.NonEnvoyee) => "non parti, sera repris",
        nameof(IssueEnvoi.Incertaine) => "issue inconnue, sera renvoyé",
        nameof(IssueEnvoi.EchecTechnique) => "échec technique, sera repris",
        _ => issue,
    };

    private sealed class EventRow
    {
        public DateTimeOffset SurvenuLe { get; init; }
        public DateTimeOffset InstantMetier { get; init; }
        public string Nature { get; init; } = "";
        public int? CodeFormation { get; init; }
        public string Texte { get; init; } = "";
        public string? Source { get; init; }
        public long? MessageEntrant { get; init; }
        public Canal? Canal { get; init; }
        public string? Compte { get; init; }
    }

    private sealed class AttemptRow
    {
        public long Id { get; init; }
        public DateTimeOffset TermineLe { get; init; }
        public string Issue { get; init; } = "";
        public string? Message { get; init; }
        public long Revision { get; init; }
        public string Destination { get; init; } = "";
        public string Sujet { get; init; } = "";
    }
}
