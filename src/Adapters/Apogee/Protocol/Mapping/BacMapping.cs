using System.Globalization;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Nomenclatures;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// The baccalauréat for which the candidate is registered. Its series is translated by the établissement's table only:
/// without a code Apogée could not store the rest, so that the whole block is left out.
/// </summary>
internal static class BacMapping
{
    public static string? Map(BlocBuilder bloc, MappingContext context)
    {
        var inscription = context.Candidat.Bac;
        if (string.IsNullOrWhiteSpace(inscription.Serie)) return null;
        var code = context.Tables.Code(TablesNomenclature.SerieBac, inscription.Serie);
        if (code is null)
        {
            context.WarnNoCode("serieBac", TablesNomenclature.SerieBac, inscription.Serie,
                $"la série {Cite.De(inscription.Serie)} est inconnue, le baccalauréat n'est pas transmis");
            return null;
        }

        return bloc
            .Set("codBac", context.Corrections.Code("serieBac", code, 4))
            .Set("codMention", Mention(context))
            .Set("codEtb", Etablissement(context))
            .Set("daaObtBacOba", inscription.Annee?.ToString("0000", CultureInfo.InvariantCulture))
            .Build();
    }

    private static string? Mention(MappingContext context)
    {
        var mention = context.Candidat.Bac.Mention;
        var code = context.Tables.Code(TablesNomenclature.MentionBac, mention);
        if (code is null && !string.IsNullOrWhiteSpace(mention))
            context.WarnNoCode("mentionBac", TablesNomenclature.MentionBac, mention,
                $"la mention {Cite.De(mention)} est inconnue et n'est pas transmise");
        return context.Corrections.Code("mentionBac", code, 2);
    }

    private static string? Etablissement(MappingContext context)
    {
        var uai = Domain.Identite.Uai.Normalize(context.Candidat.CodeEtablissementSco);
        if (uai is null || Domain.Identite.Uai.IsValid(uai)) return uai;
        context.Warn("codeEtablissementSco", $"{Cite.De(uai)} n'est pas un UAI et n'est pas transmis.");
        return null;
    }
}
