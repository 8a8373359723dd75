using Parcoursup.Gateway.Adapters.Exposition.Appariement;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Exposition.Diffusion;

/// <summary>The run whose results are served: the last one that was applied.</summary>
internal sealed record ExecutionServie
{
    public long Id { get; init; }
    public DateTimeOffset TermineeLe { get; init; }
    public DateOnly JourMetier { get; init; }
    public string? Millesime { get; init; }
    public int Total { get; init; }
}

/// <summary>A line of it, as the matching stored it.</summary>
internal sealed record LigneServie
{
    public string Cle { get; init; } = "";
    public string Contenu { get; init; } = "";
}

/// <summary>Which lines of a list.</summary>
/// <param name="Apres">The key after which it goes on.</param>
internal sealed record ChoixLignes(string? Apres, string? Couverture, string? Raison, int Nombre);

/// <summary>Reads the results of the matching for re-users.</summary>
internal sealed class DiffusionBook(Database database)
{
    public Task<ExecutionServie?> ExecutionAsync(CancellationToken ct) => database.FirstOrDefaultAsync<ExecutionServie>(
        $"""
        SELECT id, terminee_le, jour_metier, millesime, total FROM exposition_execution
        WHERE etat = '{nameof(EtatExecution.Appliquee)}' ORDER BY id DESC LIMIT 1
        """, null, ct);

    public Task<LigneServie?> LigneAsync(long execution, string cle, CancellationToken ct) => database.FirstOrDefaultAsync<LigneServie>(
        "SELECT cle, contenu FROM exposition_resultat WHERE execution = @execution AND cle = @cle", new { execution, cle }, ct);

    /// <summary>The lines that the catalogue of publication knows by this number (<c>g_ta_cod</c>).</summary>
    public Task<IReadOnlyList<LigneServie>> ParInscriptionAsync(long execution, string inscription, CancellationToken ct) =>
        database.QueryAsync<LigneServie>(
            "SELECT cle, contenu FROM exposition_resultat WHERE execution = @execution AND inscription = @inscription ORDER BY cle",
            new { execution, inscription }, ct);

    public Task<IReadOnlyList<LigneServie>> PageAsync(long execution, ChoixLignes choix, CancellationToken ct) =>
        database.QueryAsync<LigneServie>(
            $"""
            SELECT cle, contenu FROM exposition_resultat WHERE execution = @execution
            {(choix.Apres is null ? "" : "AND cle > @Apres")}
            {(choix.Couverture is null ? "" : "AND couverture = @Couverture")}
            {(choix.Raison is null ? "" : "AND raison = @Raison")}
            ORDER BY cle LIMIT @Nombre
            """, new { execution, choix.Apres, choix.Couverture, choix.Raison, choix.Nombre }, ct);
}
