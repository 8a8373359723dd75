using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.Schedule;
using Parcoursup.Gateway.Engine.State.Gardes;

namespace Parcoursup.Gateway.Engine.Suivi.Jauges;

/// <summary>
/// Reads what waits, of all établissements at once. Each count is bounded and reads an index of what waits alone: a campaign of a million
/// candidates costs no more than an empty one.
/// </summary>
public sealed class JaugesBook(
    Database database, ConfigurationDirectory directory, ConnectorGate gate, LaneRests rests, IEnumerable<IDestination> destinations)
{
    /// <summary>What is more than this is told as one more: nothing counts everything.</summary>
    public const int Plafond = 10_000;

    private static readonly string[] Origines =
        [WantedLivraison.FromSource, WantedLivraison.FromElsewhere, WantedLivraison.FromInscription, WantedLivraison.FromPerson];

    private static readonly string DesEtablissements =
        $"""
        SELECT e.code, {UpTo("message_a_appliquer WHERE etablissement = e.code")} AS journal,
            (SELECT m.recu_le FROM message_entrant m
             WHERE m.id = (SELECT MIN(w.id) FROM message_a_appliquer w WHERE w.etablissement = e.code)) AS journal_depuis,
            {UpTo("candidat WHERE etablissement = e.code AND a_evaluer")} AS evaluations,
            {UpTo("candidat WHERE etablissement = e.code AND reserves <> '[]'")} AS reserves,
            {UpTo($"livraison WHERE etablissement = e.code AND etat = '{nameof(EtatLivraison.AttenteRemontee)}'")} AS remontees
        FROM etablissement e ORDER BY e.code
        """;

    // Each attempt that fails puts the next one off: it is no less late for that.
    private const string Echoue =
        $"""
        SELECT MIN(echoue_depuis) AS t FROM livraison WHERE destination = @name AND etablissement = e.code
        AND echoue_depuis IS NOT NULL AND etat IN ('{nameof(EtatLivraison.AEnvoyer)}', '{nameof(EtatLivraison.EnCours)}')
        """;

    private static readonly string DUneDestination =
        $"""
        SELECT e.code,
            {Of(EtatLivraison.AEnvoyer)} + {Of(EtatLivraison.EnCours)} AS attente,
            {Of(EtatLivraison.RefusMetier)} AS refus,
            (SELECT MIN(due.t) FROM ({string.Join(" UNION ALL ", Origines.Select(DueOf).Append(Echoue))}) AS due) AS due_depuis
        FROM etablissement e ORDER BY e.code
        """;

    private static readonly string DesTaches = ParType("tache WHERE terminee_le IS NULL");
    private static readonly string DesGardes = ParType($"garde WHERE {Count.In("etat", EtatGarde.EnAttente)}");

    private static readonly string DesTravaux =
        $"""
        SELECT travail, etablissement, MAX(termine_le) AS le FROM travail_passage WHERE issue = '{nameof(IssueTravail.Reussi)}'
        GROUP BY travail, etablissement ORDER BY travail, etablissement
        """;

    /// <summary>Every reading of what may grow with the campaign.</summary>
    internal static IReadOnlyList<string> Lectures => [DesEtablissements, DUneDestination, DesTaches, DesGardes];

    private readonly string[] _destinations = [.. destinations.Select(d => d.Name)];

    public async Task<IReadOnlyList<AttenteEtablissement>> EtablissementsAsync(CancellationToken ct)
    {
        var all = new List<AttenteEtablissement>();
        foreach (var row in await database.QueryAsync<Row>(DesEtablissements, null, ct))
            all.Add(new(
                row.Code, row.Journal, row.JournalDepuis, row.Evaluations, row.Reserves, row.Remontees,
                directory.Current.FindByCode(row.Code) is { } one && await gate.IsOpenAsync(database, one, ct)));
        return all;
    }

    public async Task<IReadOnlyList<AttenteDestination>> DestinationsAsync(CancellationToken ct)
    {
        var all = new List<AttenteDestination>();
        foreach (var name in _destinations)
            foreach (var row in await database.QueryAsync<DestinationRow>(DUneDestination, new { name }, ct))
                all.Add(new(name, row.Code, row.Attente, row.Refus, row.DueDepuis, rests.IsResting(name, row.Code)));
        return all;
    }

    public Task<IReadOnlyList<AttentePersonne>> TachesAsync(CancellationToken ct) =>
        database.QueryAsync<AttentePersonne>(DesTaches, null, ct);

    public Task<IReadOnlyList<AttentePersonne>> GardesAsync(CancellationToken ct) =>
        database.QueryAsync<AttentePersonne>(DesGardes, null, ct);

    public Task<IReadOnlyList<DernierSucces>> TravauxAsync(CancellationToken ct) =>
        database.QueryAsync<DernierSucces>(DesTravaux, null, ct);

    private static string UpTo(string rows) =>
        $"(SELECT COUNT(*) FROM (SELECT 1 AS un FROM {rows} LIMIT {Plafond + 1}) AS p)";

    private static string Of(EtatLivraison etat) =>
        UpTo($"livraison WHERE destination = @name AND etablissement = e.code AND etat = '{etat}'");

    // By origin, as the index of what is due has them: the first of each is found without reading the others.
    private static string DueOf(string origine) =>
        $"""
        SELECT MIN(prochaine_tentative) AS t FROM livraison WHERE destination = @name AND etablissement = e.code
        AND origine = '{origine}' AND etat = '{nameof(EtatLivraison.AEnvoyer)}'
        """;

    private static string ParType(string rows) =>
        $"""
        SELECT etablissement, type, COUNT(*) AS nombre FROM (SELECT etablissement, type FROM {rows} LIMIT {Plafond + 1}) AS ouvertes
        GROUP BY etablissement, type ORDER BY etablissement, type
        """;

    private sealed class Row
    {
        public string Code { get; init; } = "";
        public long Journal { get; init; }
        public DateTimeOffset? JournalDepuis { get; init; }
        public long Evaluations { get; init; }
        public long Reserves { get; init; }
        public long Remontees { get; init; }
    }

    private sealed class DestinationRow
    {
        public string Code { get; init; } = "";
        public long Attente { get; init; }
        public long Refus { get; init; }
        public DateTimeOffset? DueDepuis { get; init; }
    }
}
