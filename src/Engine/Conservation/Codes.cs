using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>Whose data there are: those who are configured, and whoever former versions left something of.</summary>
internal sealed class Codes(Database database)
{
    public async Task<IReadOnlyList<string>> TousAsync(CancellationToken ct) => await database.QueryAsync<string>(
        """
        SELECT code FROM etablissement UNION SELECT DISTINCT etablissement FROM candidat UNION SELECT DISTINCT etablissement FROM tache
        UNION SELECT DISTINCT etablissement FROM livraison ORDER BY 1
        """,
        null, ct);
}
