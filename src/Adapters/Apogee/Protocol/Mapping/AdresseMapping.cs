using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// The permanent address. In France the postcode and INSEE's commune; abroad both stand in <c>libAde</c>, Apogée
/// having no commune to check them against.
/// </summary>
internal static class AdresseMapping
{
    public static string? Map(BlocBuilder bloc, MappingContext context)
    {
        var adresse = context.Candidat.Adresse;
        var fix = context.Corrections;
        var hasAddress = !string.IsNullOrWhiteSpace(adresse.Ligne1 + adresse.Ligne2 + adresse.Ligne3 + adresse.CodePostal
            + adresse.LibelleCommune);
        var pays = context.Country("codePaysadresse", adresse.CodePays);
        var commune = adresse.CodeCommune?.Trim().ToUpperInvariant();
        var french = pays == PaysApogee.France
            || (pays is null && string.IsNullOrWhiteSpace(adresse.CodePays) && Commune.EstFrancaise(commune));
        bloc.Set("numTel", fix.Phone("telFixe", context.Candidat.TelFixe, 15));
        if (!hasAddress) return bloc.Build();

        var lines = fix.Lines(["adresse1", "adresse2", "adresse3"], [adresse.Ligne1, adresse.Ligne2, adresse.Ligne3], 32);
        bloc.Set("codPay", pays ?? (french ? PaysApogee.France : null)).Set("lib1", lines[0]).Set("lib2", lines[1]).Set("lib3", lines[2]);
        if (french)
            bloc.Set("codBdi", fix.Code("codePostal", adresse.CodePostal, 5))
                .Set("codCom", Commune.EstFrancaise(commune) ? commune : Unknown(commune, context));
        else
            bloc.Set("libAde", fix.Line("libelleCommune", $"{adresse.CodePostal} {adresse.LibelleCommune}".Trim(), 32));
        return bloc.Build();
    }

    private static string? Unknown(string? commune, MappingContext context)
    {
        if (!string.IsNullOrEmpty(commune))
            context.Warn("codeCommune", $"{Cite.De(commune)} n'est pas un code INSEE de commune et n'est pas transmis.");
        return null;
    }
}
