using System.Security.Cryptography;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Catalogue.Envois;

/// <summary>
/// The desired publications: a delivery per formation, of no établissement. It waits for a run, since nothing is posted by itself, and is
/// taken one at a time under a lease, so that two runs never post the same formation.
/// </summary>
internal sealed class FileEnvois(Database database, LivraisonBook livraisons, LivraisonClaims claims, TimeProvider time)
{
    public const string Destination = "parcoursup-formation";

    // No établissement has an empty code.
    private const string Nobody = "";
    // Beside the one that is meant, what a run that was killed had taken.
    private const int MostLeft = 100;
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>The keys of what is to be posted, in the order of a run, and how many were tried since an instant.</summary>
    public async Task<(IReadOnlyList<string> Cles, int Tentees)> OrdreAsync(DateTimeOffset? depuis, CancellationToken ct)
    {
        var rows = await database.QueryAsync<FormationRow>(
            "SELECT id, cle, statut, erreur, tente_le FROM catalogue_formation WHERE statut IN @statuts",
            new { statuts = Statuts.Tous.Where(SuiteEnvoi.EstAEnvoyer).Select(s => (int)s).ToArray() }, ct);
        var tried = depuis is null ? 0
            : await database.ScalarAsync<int>("SELECT COUNT(*) FROM catalogue_formation WHERE tente_le >= @depuis", new { depuis }, ct);
        return ([.. rows.Where(r => depuis is null || r.TenteLe is null || r.TenteLe < depuis)
            .OrderBy(r => SuiteEnvoi.Rang(r.Statut, r.TenteLe is not null, r.Erreur)).ThenBy(r => r.TenteLe)
            .ThenBy(r => r.Cle, StringComparer.Ordinal).Select(r => r.Cle)], tried);
    }

    /// <summary>Takes a formation to post it now; null when it is another run's.</summary>
    public async Task<LivraisonRow?> PrendreAsync(FormationRow row, byte[] corps, TimeSpan delai, CancellationToken ct)
    {
        for (var waited = TimeSpan.Zero;; waited += Poll)
        {
            // What a run left that was killed is free again when its lease is over.
            await claims.RecoverLostAsync(_ => TimeSpan.Zero, starting: false, ct);
            if (await ClaimAsync(row, corps, delai + Margin, ct) is { } claimed) return claimed;
            if (waited > delai + Margin + Margin) return null;
            await Task.Delay(Poll, time, ct);
        }
    }

    private Task<LivraisonRow?> ClaimAsync(FormationRow row, byte[] corps, TimeSpan lease, CancellationToken ct) =>
        database.WriteAsync(async session =>
        {
            await livraisons.WantAsync(session, new WantedLivraison
            {
                Destination = Destination, Etablissement = Nobody, Sujet = row.Cle, Origine = WantedLivraison.FromPerson,
                Empreinte = Empreinte(row, corps), Etat = EtatLivraison.AttenteRemontee,
            }, ct);
            await livraisons.HastenAsync(session, Destination, Nobody, row.Cle, ct);
            var claimed = await claims.ClaimAsync(session, Destination, Nobody, gateOpen: true, MostLeft, lease, ct);
            var mine = claimed.FirstOrDefault(c => c.Sujet == row.Cle);
            await claims.ReleaseAsync(session, claimed.Where(c => c != mine).Select(c => c.Id), ct);
            return mine;
        }, ct);

    // The status says what is to be posted: what was posted before and is ready again is wanted anew, with the same content too.
    private static string Empreinte(FormationRow row, byte[] corps) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(corps))}/{row.TenteLe?.UtcTicks}/{row.StatutLe:yyyyMMdd}";
}
