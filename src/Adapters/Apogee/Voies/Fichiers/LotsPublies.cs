using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>The files of lots that still lie where they were published.</summary>
internal sealed class LotsPublies(Database database, LotStores stores) : IFichiersPublies
{
    private const string Kept = "etablissement = @etablissement AND (@annee = 0 OR session = @annee) AND conserve";

    public string Table => "fichier_lot";

    public async Task<IReadOnlyList<FichierPublie>> ListerAsync(string etablissement, int? annee, CancellationToken ct) =>
    [
        .. (await database.QueryAsync<LotRow>(
            $"SELECT * FROM fichier_lot WHERE {Kept} ORDER BY id", new { etablissement, annee = annee ?? 0 }, ct))
        .SelectMany(lot => lot.Publie.Files.Select(nom => new FichierPublie(lot.Dossier, nom))),
    ];

    public async Task EffacerAsync(string etablissement, int? annee, CancellationToken ct)
    {
        foreach (var lot in await database.QueryAsync<LotRow>(
            $"SELECT * FROM fichier_lot WHERE {Kept} ORDER BY id", new { etablissement, annee = annee ?? 0 }, ct))
            await stores.RemoveAsync(lot.Dossier, lot.Publie, session => session.ExecuteAsync(
                "UPDATE fichier_lot SET conserve = FALSE WHERE id = @Id", new { lot.Id }, ct), ct);
    }
}
