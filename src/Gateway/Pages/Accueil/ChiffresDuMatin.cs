using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Suivi;
using Parcoursup.Gateway.Engine.Suivi.Releves;

namespace Parcoursup.Gateway.Pages.Accueil;

/// <summary>The campaign in figures.</summary>
/// <param name="AuRepos">Nothing moves by itself; null where the figures are not of this moment.</param>
/// <param name="RelevesLe">When they were counted; null: now.</param>
public sealed record Chiffres(Decompte Decompte, bool? AuRepos, DateTimeOffset? RelevesLe);

/// <summary>Counts a small établissement while somebody waits; of a large one the last counts are told, with their time.</summary>
public sealed class ChiffresDuMatin(Synthese synthese, ReleveBook releves)
{
    /// <returns>Null where a large établissement has not been counted yet.</returns>
    public async Task<Chiffres?> DeAsync(EtablissementModel etablissement, CancellationToken ct)
    {
        if (await releves.EstGrandAsync(etablissement.Code, ct))
            return await releves.DerniersAsync(etablissement.Code, 1, ct) is [var last]
                ? new(Decompte.De(last.Comptes), null, last.PrisLe) : null;
        var counts = await synthese.OfAsync(etablissement, ct);
        return new(Decompte.De(Releve.Nombres(counts)), counts["auRepos"] is true, null);
    }
}
