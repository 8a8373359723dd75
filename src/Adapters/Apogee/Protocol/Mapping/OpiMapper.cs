using System.Globalization;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Nomenclatures;
using Parcoursup.Gateway.Domain.Opi;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// A candidate and his desired VETs as an OPI (contract §5; rules C2, C3, K1). What is optional and unknown is left out
/// with a warning, what is required and missing is a hold.
/// </summary>
public static class OpiMapper
{
    private static readonly OpiLayout Layout = OpiLayout.Of(OpiSchema.Versions[^1].Numero);

    /// <param name="candidat">As Parcoursup describes him.</param>
    /// <param name="souhaitee">The complete list of VETs.</param>
    /// <param name="codOpiIntEpo">The OPI number (rule A4), at most 10 characters.</param>
    /// <param name="tables">The établissement's nomenclatures on top of the shipped ones.</param>
    public static OpiRendu Map(Candidat candidat, OpiSouhaitee souhaitee, string codOpiIntEpo, TablesNomenclature tables) =>
        Map(CandidatJuge.Of(candidat), souhaitee, codOpiIntEpo, tables);

    /// <param name="juge">The same, judged.</param>
    public static OpiRendu Map(CandidatJuge juge, OpiSouhaitee souhaitee, string codOpiIntEpo, TablesNomenclature tables)
    {
        ArgumentNullException.ThrowIfNull(juge);
        ArgumentNullException.ThrowIfNull(souhaitee);
        ArgumentNullException.ThrowIfNull(tables);
        var context = new MappingContext(juge, tables);
        context.RequireNumber(codOpiIntEpo);

        var individu = New(BlocOpi.Individu).Set("codOpiIntEpo", codOpiIntEpo);
        IndividuMapping.Map(individu, context);
        RegimeMapping.Map(individu, souhaitee, context);

        var contenu = new OpiContenu
        {
            Individu = individu.Build(),
            AdresseFixe = AdresseMapping.Map(New(BlocOpi.AdresseFixe), context),
            Bac = BacMapping.Map(New(BlocOpi.Bac), context),
            Voeux = souhaitee.EstVide ? null : BlocBuilder.List(souhaitee.Voeux.DistinctBy(v => v.Cible.Vet).Select(Wish)),
        };
        return new OpiRendu(contenu, context.Reserves, context.Corrections.Modifications, context.Avertissements);
    }

    private static BlocBuilder Wish(VoeuOpi voeu)
    {
        var cible = voeu.Cible;
        var ouiSi = voeu.Code == CodeDecision.S;
        var diploma = !string.IsNullOrWhiteSpace(cible.CodDip) && cible.CodVrsVdi is not null;
        return new BlocBuilder(Layout.Bloc("voeux")!.Root.Item!)
            .Set("codCge", cible.CodCge)
            .Set("codEtp", cible.CodEtp)
            .Set("codVrsVet", Text(cible.CodVrsVet))
            .Set("codDip", diploma ? cible.CodDip : null)
            .Set("codVrsVdi", diploma ? Text(cible.CodVrsVdi!.Value) : null)
            .Set("numCls", Text(voeu.NumCls))
            .Set("codDecVeu", voeu.Code.ToString())
            .Set("codDemDos", cible.CodDemDos)
            .Set("codCatOuiSi", ouiSi ? cible.CodCatOuiSi : null)
            .Set("mtfCat", ouiSi ? cible.MtfCat : null);
    }

    private static BlocBuilder New(BlocOpi bloc) => new(Layout.Bloc(bloc.Element())!.Root);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
