using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>
/// A received OPI as its application stores it: made where messages come in, side by side, and not in the transaction that applies
/// them, for which everybody waits.
/// </summary>
/// <param name="Stocke">The blocks sealed, equal where they are the same.</param>
/// <param name="Personne">Whom it is about, as <see cref="LivraisonBook.SealedPersonAsync"/> has it.</param>
/// <param name="Cle">The key by which it is sealed; null where nothing is.</param>
internal sealed record OpiScelle(string CodOpi, OpiContenu Stocke, string? Personne, long? Cle)
{
    public static OpiScelle Of(OpiRecu recu, ITextKey key)
    {
        string? Seal(string? json) => key.SealText(json, UsageTexte.Compare);
        var clair = recu.Contenu;
        var stocke = new OpiContenu
        {
            Individu = Seal(clair.Individu), AdresseFixe = Seal(clair.AdresseFixe), AdresseAnnuelle = Seal(clair.AdresseAnnuelle),
            Bac = Seal(clair.Bac), Dac = Seal(clair.Dac), Voeux = Seal(clair.Voeux), DonneesThese = Seal(clair.DonneesThese),
        };
        return new(recu.CodOpiIntEpo, stocke, key.SealText(Opi.Personne.Of(clair.ReadIdentite()), UsageTexte.Cherche), key.Id);
    }

    /// <param name="key">Null where nothing is sealed but what looks so.</param>
    public static async ValueTask<OpiScelle> OfAsync(
        WriteSession session, string etablissement, OpiRecu recu, ITextKey? key, CancellationToken ct)
    {
        if (key is not null) return Of(recu, key);
        var stocke = recu.Contenu;
        foreach (var bloc in OpiContenu.Blocs)
            if (recu.Contenu[bloc] is { } json)
                stocke = stocke.With(bloc, await session.SealAsync(etablissement, json, ct, UsageTexte.Compare));
        var personne = await LivraisonBook.SealedPersonAsync(session, etablissement, Opi.Personne.Of(recu.Contenu.ReadIdentite()), ct);
        return new(recu.CodOpiIntEpo, stocke, personne, Cle: null);
    }

    /// <summary>Rule B3: what a newer message says replaces, what it does not say stays. It always says who.</summary>
    public OpiScelle MergeWith(OpiScelle newer) => newer with { Stocke = Stocke.MergeWith(newer.Stocke) };
}
