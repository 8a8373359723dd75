using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using static Parcoursup.Gateway.Engine.Reconciliation.EtatLivraison;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>A part of the table de travail, by what becomes of its lines.</summary>
public enum PartTable
{
    /// <summary>Leaves with the next run.</summary>
    EnAttente,

    /// <summary>On its way, or tried again by itself.</summary>
    EnCours,

    /// <summary>The source said no.</summary>
    Refusees,

    /// <summary>The source knows it.</summary>
    Acquittees,
}

/// <summary>How many lines stand where, each up to <see cref="TableDeTravail.Plafond"/> and one.</summary>
public sealed class ComptesTable
{
    public long EnAttente { get; init; }
    public long EnCours { get; init; }
    public long Refusees { get; init; }
    public long Acquittees { get; init; }

    public long De(PartTable part) => part switch
    {
        PartTable.EnAttente => EnAttente, PartTable.EnCours => EnCours, PartTable.Refusees => Refusees, _ => Acquittees,
    };
}

/// <summary>The table de travail and its runs, as people work with them; whichever face they use.</summary>
public sealed class TableDeTravail(Database database, RemonteeBook book, RemonteeDestination feedback, AuditBook audit)
{
    /// <summary>The name of its daily run among planned work: it is stored, and never changes.</summary>
    public const string Travail = "remontee";

    /// <summary>What is more than this is told as « plus de » it: nothing counts everything.</summary>
    public const int Plafond = 1000;

    /// <summary>Lines of a page.</summary>
    public const int Page = 100;

    private const string Mine = "etablissement = @etablissement AND destination = @Name";

    /// <summary>Sends what waits now, without waiting for the hour of the daily run.</summary>
    public Task<(long Id, int Nombre)> LancerAsync(string etablissement, string par, CancellationToken ct) =>
        database.WriteAsync(async session =>
        {
            var run = await book.StartAsync(session, etablissement, null, par, ct);
            audit.Note(session, new(ActeAudit.RemonteeLancee, etablissement, FormattableString.Invariant($"remontée {run.Id}")));
            return run;
        }, ct);

    public async Task<ComptesTable> ComptesAsync(string etablissement, CancellationToken ct) =>
        (await database.FirstOrDefaultAsync<ComptesTable>(
            $"""
            SELECT {UpTo(PartTable.EnAttente)} AS en_attente, {UpTo(PartTable.EnCours)} AS en_cours,
                {UpTo(PartTable.Refusees)} AS refusees, {UpTo(PartTable.Acquittees)} AS acquittees
            """,
            new { etablissement, feedback.Name }, ct))!;

    /// <param name="apres">Behind this subject: the next page.</param>
    public Task<IReadOnlyList<LivraisonRow>> LignesAsync(string etablissement, PartTable part, string? apres, CancellationToken ct) =>
        database.QueryAsync<LivraisonRow>(
            $"SELECT * FROM livraison WHERE {Mine} AND {Etats(part)} AND sujet > @apres ORDER BY sujet LIMIT @Page",
            new { etablissement, feedback.Name, apres = apres ?? "", Page }, ct);

    /// <summary>The last runs, the newest first.</summary>
    public Task<IReadOnlyList<RemonteeRow>> RemonteesAsync(string etablissement, CancellationToken ct) =>
        book.ListAsync(database, etablissement, null, ct);

    public async Task<RemonteeRow?> RemonteeAsync(string etablissement, long id, CancellationToken ct) =>
        (await book.ListAsync(database, etablissement, id, ct)).FirstOrDefault();

    /// <summary>What was not simply acknowledged of a run of this établissement.</summary>
    public Task<IReadOnlyList<RemonteeLigneRow>> RapportAsync(RemonteeRow run, CancellationToken ct) =>
        book.LinesAsync(database, run.Id, ct);

    private static string UpTo(PartTable part) =>
        $"(SELECT COUNT(*) FROM (SELECT 1 AS un FROM livraison WHERE {Mine} AND {Etats(part)} LIMIT {Plafond + 1}) AS p)";

    private static string Etats(PartTable part) => part switch
    {
        PartTable.EnAttente => $"etat = '{nameof(AttenteRemontee)}'",
        PartTable.EnCours => $"etat IN ('{nameof(AEnvoyer)}', '{nameof(EnCours)}')",
        PartTable.Refusees => $"etat = '{nameof(RefusMetier)}'",
        _ => $"etat = '{nameof(AJour)}'",
    };
}
