using System.Globalization;
using Parcoursup.Gateway.Adapters.Apogee.LaissezPasser;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;
using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Adapters.Parcoursup.Importations;
using Parcoursup.Gateway.Adapters.Scolarix;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>One line of a candidate's timeline.</summary>
/// <param name="Source">The rule behind it; where Parcoursup told it, by which way.</param>
/// <param name="Echange">Number of the exchange whose bytes tell more.</param>
/// <param name="Message">Number of the journaled message that brought it.</param>
internal sealed record LigneChronologie(
    DateTimeOffset Le, DateTimeOffset? InstantMetier, string Nature, int? CodeFormation, string Texte, string? Source, long? Message, long? Echange);

/// <summary>Everything that happened to a candidate, in order: what came in, what was decided, what was sent and answered.</summary>
internal sealed class CandidatTimeline(Database database, ScolarixTimeline scolarix)
{
    public async Task<IReadOnlyList<LigneChronologie>> OfAsync(string etablissement, CandidatKey key, CancellationToken ct)
    {
        var events = await database.QueryAsync<EventRow>(
            """
            SELECT e.survenu_le, e.instant_metier, e.nature, e.code_formation, e.texte, e.source, e.message_entrant, m.canal, m.compte, i.id AS importation, i.fichier
            FROM evenement_candidat e LEFT JOIN message_entrant m ON m.id = e.message_entrant
            LEFT JOIN importation i ON i.etablissement = e.etablissement AND i.message_entrant = m.id
            WHERE e.etablissement = @etablissement AND e.session = @annee AND e.code_candidat = @dossier ORDER BY e.id
            """,
            new { etablissement, annee = key.Session, dossier = key.CodeCandidat }, ct);
        var subject = OpiWish.SubjectOf(key);
        var attempts = await database.QueryAsync<AttemptRow>(
            """
            SELECT e.id, e.termine_le, e.issue, e.message, e.revision, l.destination, l.sujet FROM echange e JOIN livraison l ON l.id = e.livraison
            WHERE l.etablissement = @etablissement AND (l.sujet = @subject OR l.sujet LIKE @below) ORDER BY e.id
            """,
            new { etablissement, subject, below = subject + "/%" }, ct);

        // A stable sort: what happened at the same instant stays in the order in which it was written.
        return [.. events.Select(Line).Concat(attempts.Select(Line)).Concat(await scolarix.OfAsync(etablissement, key, ct)).OrderBy(line => line.Le)];
    }

    private static LigneChronologie Line(EventRow row) =>
        new(row.SurvenuLe, row.InstantMetier, row.Nature, row.CodeFormation, row.Texte,
        row.Source ?? (row.Canal is { } canal ? Provenance.Of(canal, row.Compte, row.Importation, row.Fichier) : null), row.MessageEntrant, null);

    private static LigneChronologie Line(AttemptRow row)
    {
        var (whither, formation) = row.Destination switch
        {
            DestinationIa.Name => ("Remontée à Parcoursup", FormationOf(row.Sujet)),
            DestinationLaissezPasser.Name => ("Envoi du laissez-passer à Apogée", null),
            _ => ("Envoi à Apogée", (int?)null),
        };
        var text = string.Create(CultureInfo.InvariantCulture, $"{whither} (révision {row.Revision}) : {Ending(row.Issue)}");
        return new(row.TermineLe, null, "Envoi", formation, row.Message is null ? text + "." : $"{text} ({row.Message})", "règle E2", null, row.Id);
    }

    private static int? FormationOf(string sujet) =>
        sujet.Split('/') is [_, _, var formation] && int.TryParse(formation, CultureInfo.InvariantCulture, out var code) ? code : null;

    private static string Ending(string issue) => issue switch
    {
        nameof(IssueEnvoi.Acquittee) => "accepté",
        nameof(IssueEnvoi.Refusee) => "refusé",
        nameof(IssueEnvoi.NonEnvoyee) => "non parti, sera repris",
        nameof(IssueEnvoi.Incertaine) => "issue inconnue, sera renvoyé",
        nameof(IssueEnvoi.EchecTechnique) => "échec technique, sera repris",
        LotContents.EnFichier => "écrit dans les fichiers",
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
        public long? Importation { get; init; }
        public string? Fichier { get; init; }
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
