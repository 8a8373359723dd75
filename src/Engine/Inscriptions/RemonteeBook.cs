using System.Text.Json.Serialization;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Reconciliation;
using static Parcoursup.Gateway.Engine.Reconciliation.EtatLivraison;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>A feedback run and what became of it.</summary>
public sealed class RemonteeRow
{
    public long Id { get; init; }
    public DateTimeOffset? PrevuePour { get; init; }
    public DateTimeOffset DeclencheeLe { get; init; }
    public string Par { get; init; } = "";
    public int Nombre { get; init; }
    public int Acquittees { get; init; }
    public int Refusees { get; init; }
    public int Reportees { get; init; }
    public int EnCours { get; init; }

    /// <summary>What became of it, in a few words.</summary>
    public string EnClair => Nombre == 0 ? "rien à remonter"
        : string.Join(", ", new[]
        {
            Part(Acquittees, "acquittée"), Part(Refusees, "refusée"), Part(Reportees, "reportée"),
            EnCours > 0 ? $"{EnCours} en cours" : null,
        }.OfType<string>());

    private static string? Part(int nombre, string mot) => nombre > 0 ? Accord.De(nombre, mot) : null;
}

/// <summary>One line of a run that was not simply acknowledged.</summary>
public sealed class RemonteeLigneRow
{
    public string Sujet { get; init; } = "";
    public string? Resultat { get; init; }
    public string? Message { get; init; }

    [JsonIgnore]
    public bool EstRefusee => Resultat == nameof(ResultatRemontee.Refusee);
}

/// <summary>
/// Feedback runs (seed 001 §II.A: a daily treatment of the table de travail). A run releases what waits; the
/// reconciliation sends it and writes each end into the run's report. So a crash loses neither the run nor its report.
/// </summary>
public sealed class RemonteeBook(RemonteeDestination feedback, IBusinessClock clock, TimeProvider time, LivraisonSignal deliveries)
{
    private const string Report =
        $"""
        SELECT r.id, r.prevue_pour, r.declenchee_le, r.par, r.nombre,
               COUNT(CASE WHEN l.resultat = '{nameof(ResultatRemontee.Acquittee)}' THEN 1 END) AS acquittees,
               COUNT(CASE WHEN l.resultat = '{nameof(ResultatRemontee.Refusee)}' THEN 1 END) AS refusees,
               COUNT(CASE WHEN l.resultat = '{nameof(ResultatRemontee.Reportee)}' THEN 1 END) AS reportees,
               COUNT(CASE WHEN l.livraison IS NOT NULL AND l.resultat IS NULL THEN 1 END) AS en_cours
        FROM (
            SELECT id, prevue_pour, declenchee_le, par, nombre FROM remontee
            WHERE etablissement = @etablissement AND (@id IS NULL OR id = @id) ORDER BY id DESC LIMIT 100
        ) r LEFT JOIN remontee_ligne l ON l.remontee = r.id
        GROUP BY r.id, r.prevue_pour, r.declenchee_le, r.par, r.nombre
        ORDER BY r.id DESC
        """;

    private const string Lines =
        $"""
        SELECT l.sujet, l.resultat, l.message, r.etablissement FROM remontee_ligne l JOIN remontee r ON r.id = l.remontee
        WHERE l.remontee = @id AND (l.resultat IS NULL OR l.resultat <> '{nameof(ResultatRemontee.Acquittee)}') ORDER BY l.sujet
        """;

    private const string Waiting =
        $"destination = @Name AND etablissement = @etablissement AND etat IN ('{nameof(AttenteRemontee)}', '{nameof(AEnvoyer)}')";

    private const string Release =
        $"""
        UPDATE livraison SET remontee = @id, etat = '{nameof(AEnvoyer)}',
            prochaine_tentative = CASE WHEN etat = '{nameof(AttenteRemontee)}' THEN @now ELSE prochaine_tentative END
        WHERE {Waiting}
        """;

    /// <summary>Starts a run: what waits becomes due, what is still retried joins it.</summary>
    public async Task<(long Id, int Nombre)> StartAsync(
        WriteSession session, string etablissement, DateTimeOffset? planned, string par, CancellationToken ct)
    {
        var id = await session.ScalarAsync<long>(
            """
            INSERT INTO remontee (etablissement, prevue_pour, declenchee_le, par, nombre) VALUES (@etablissement, @planned, @now, @par, 0)
            RETURNING id
            """,
            new { etablissement, planned, now = clock.Now, par }, ct);
        var count = await session.ExecuteAsync(
            $"INSERT INTO remontee_ligne (remontee, livraison, sujet) SELECT @id, id, sujet FROM livraison WHERE {Waiting}",
            new { id, etablissement, feedback.Name }, ct);
        await session.ExecuteAsync(Release, new { id, etablissement, feedback.Name, now = time.GetUtcNow() }, ct);
        await session.ExecuteAsync("UPDATE remontee SET nombre = @count WHERE id = @id", new { count, id }, ct);
        deliveries.Wake(etablissement);
        return (id, count);
    }

    public Task<IReadOnlyList<RemonteeRow>> ListAsync(Database database, string etablissement, long? id, CancellationToken ct) =>
        database.QueryAsync<RemonteeRow>(Report, new { etablissement, id }, ct);

    /// <summary>The run of a planned moment; null when there is none, or none any more.</summary>
    public async Task<RemonteeRow?> FindAsync(Database database, string etablissement, DateTimeOffset planned, CancellationToken ct) =>
        await database.ScalarAsync<long?>(
            "SELECT MAX(id) FROM remontee WHERE etablissement = @etablissement AND prevue_pour = @planned",
            new { etablissement, planned }, ct) is { } id
            ? (await ListAsync(database, etablissement, id, ct)).FirstOrDefault() : null;

    public Task<IReadOnlyList<RemonteeLigneRow>> LinesAsync(Database database, long id, CancellationToken ct) =>
        database.QueryAsync<RemonteeLigneRow>(Lines, new { id }, ct);
}
