using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>The snapshots whose files still lie where they were published.</summary>
internal sealed class InstantanesPublies(Database database, InstantaneStores stores) : IFichiersPublies
{
    private const string Kept = "etablissement = @etablissement AND (@annee = 0 OR session = @annee) AND conserve AND numero IS NOT NULL";

    public string Table => "scolarix_instantane";

    public async Task<IReadOnlyList<FichierPublie>> ListerAsync(string etablissement, int? annee, CancellationToken ct) =>
    [
        .. (await KeptAsync(etablissement, annee, ct))
        .SelectMany(row => row.Publie.Files.Select(nom => new FichierPublie(row.Dossier, nom))),
    ];

    public async Task EffacerAsync(string etablissement, int? annee, CancellationToken ct)
    {
        foreach (var row in await KeptAsync(etablissement, annee, ct))
            await stores.RemoveAsync(row.Dossier, row.Publie, session => session.ExecuteAsync(
                "UPDATE scolarix_instantane SET conserve = FALSE WHERE id = @Id", new { row.Id }, ct), ct);
    }

    private Task<IReadOnlyList<InstantaneRow>> KeptAsync(string etablissement, int? annee, CancellationToken ct) =>
        database.QueryAsync<InstantaneRow>(
            $"SELECT * FROM scolarix_instantane WHERE {Kept} ORDER BY id", new { etablissement, annee = annee ?? 0 }, ct);
}
