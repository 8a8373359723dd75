using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>What a person's word on a lot would do, to how many OPI.</summary>
/// <param name="Confirmees">They would count as imported, those of earlier lots that nobody confirmed included.</param>
/// <param name="Rendues">They would be due again, were the lot rejected.</param>
internal sealed record EffetCloture(long Confirmees, long Rendues);

/// <summary>Counts it beforehand, by the conditions of <see cref="LotClosing"/>.</summary>
internal sealed class EffetsCloture(Database database)
{
    public async Task<EffetCloture> DeAsync(LotRow lot, CancellationToken ct) => new(
        await database.ScalarAsync<long>(
            $"""
            SELECT COUNT(DISTINCT o.livraison) FROM fichier_lot_opi o JOIN livraison l ON l.id = o.livraison
            WHERE o.etablissement = @Etablissement AND o.session = @annee AND o.lot <= @Id AND l.revision_acquittee < o.revision
              AND o.lot > COALESCE((SELECT MAX(c.id) FROM fichier_lot c WHERE c.etablissement = @Etablissement AND c.session = @annee
                AND c.etat = '{nameof(EtatLot.Confirme)}' AND c.id < @Id), 0)
            """, new { lot.Etablissement, annee = lot.Session, lot.Id }, ct),
        await database.ScalarAsync<long>(
            $"SELECT COUNT(*) FROM livraison WHERE {LotBook.Rendue}", new { lot.Id }, ct));
}
