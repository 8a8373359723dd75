using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>What stays of a purged session: how many there were, and nobody's name.</summary>
public sealed record Compteur
{
    public int Session { get; init; }
    public string Etablissement { get; init; } = "";
    public string Genre { get; init; } = "";
    public string Nom { get; init; } = "";
    public long Nombre { get; init; }
}

/// <summary>Counts a session before it is purged; counted once, the counts stay.</summary>
internal sealed class Compteurs(Database database, PlanEffacement plan)
{
    public async Task CompterAsync(WriteSession session, int annee, IEnumerable<string> codes, CancellationToken ct)
    {
        foreach (var code in codes)
            foreach (var table in plan.Tables.Where(t => t is { Compte: not null, Session: not null }))
            {
                var valeurs = new Valeurs { code = code, annee = annee };
                foreach (var (nom, nombre) in await session.QueryAsync<(string, long)>(
                    $"""
                    SELECT nom, COUNT(*) AS nombre FROM (
                        SELECT {table.Compte} AS nom FROM {table.Nom} WHERE ({table.Etablissement}) AND ({table.Session})) AS lignes
                    GROUP BY nom
                    """,
                    valeurs, ct))
                    await session.ExecuteAsync(
                        """
                        INSERT INTO campagne_compteur (session, etablissement, genre, nom, nombre)
                        VALUES (@annee, @code, @Genre, @nom, @nombre) ON CONFLICT (session, etablissement, genre, nom) DO NOTHING
                        """,
                        new { annee, code, table.Genre, nom, nombre }, ct);
            }
    }

    public Task<IReadOnlyList<Compteur>> ListAsync(int? annee, CancellationToken ct) => database.QueryAsync<Compteur>(
        """
        SELECT * FROM campagne_compteur WHERE @annee = 0 OR session = @annee ORDER BY session, etablissement, genre, nom
        """,
        new { annee = annee ?? 0 }, ct);
}
