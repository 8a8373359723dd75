using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>The part of a candidate object that concerns the wish.</summary>
internal static class VoeuReader
{
    /// <param name="shown">Notes defects that are shown and hold nothing.</param>
    /// <param name="holding">Notes defects that hold the wish: its answer, its Oui si, its UAI of reception.</param>
    /// <param name="holds">Where <paramref name="holding"/> notes.</param>
    public static Voeu Read(FieldReader shown, FieldReader holding, List<Defaut> holds, int session, int code, int formation) => new()
    {
        Key = new VoeuKey(session, code, formation, shown.Flag("internat")),
        CodeSituation = ReadSituation(holding, holds),
        CodeAmenagement = holding.Int("codeAmenagement") ?? 0,
        DateReponse = shown.DateHeure("dateReponse", session + 1),
        LibelleFormation = shown.Text("libelleFormation"),
        CodeSise = shown.Code("codeSISE"),
        CodesFormation =
        [
            shown.Code("codeFormation1"), shown.Code("codeFormation2"), shown.Code("codeFormation3"), shown.Code("codeFormation4"),
        ],
        CodeEtablissement = shown.UaiCode("codeEtablissement"),
        CodeEtablissementAffectation = holding.UaiCode("codeEtablissementAffectation"),
        Cesure = shown.Flag("cesure"),
        Defauts = holds,
    };

    // An absent answer is not "not answered yet" (0): read so, it would take an accepted wish away.
    private static int ReadSituation(FieldReader holding, List<Defaut> holds)
    {
        if (holding.Int("codeSituation") is { } situation) return situation;
        if (!holds.Exists(d => d.Champ == "codeSituation"))
            holds.Add(new Defaut("codeSituation",
                "Le champ codeSituation est absent : la réponse du candidat n'est pas connue. À vérifier dans Parcoursup."));
        return Situation.SansReponse;
    }
}
