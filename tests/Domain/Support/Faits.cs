using Parcoursup.Gateway.Domain.Baccalaureat;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Domain.Tests.Support;

/// <summary>The facts that the tests share: one candidate, one session, a formation with a VET for each answer.</summary>
internal static class Faits
{
    public const int Session = 2026;
    public const int Licence = 8842;

    public static readonly DateOnly Publication = new(2026, 7, 7);

    public static readonly CalendrierCampagne Calendrier = new() { Session = Session, PublicationResultatsBac = Publication };

    public static readonly CibleVet Oui = new() { CodCge = "SCI", CodEtp = "L1INFO", CodVrsVet = 101 };

    public static readonly CibleVet OuiSi3 = Oui with { CodEtp = "L1INF3", CodCatOuiSi = "OS3", MtfCat = "REM", CursusAmenage = "Remise à niveau" };

    public static readonly CibleVet OuiSi4 = Oui with { CodEtp = "L1INF4", CodCatOuiSi = "OS4", MtfCat = "REM", CursusAmenage = "Licence en quatre ans" };

    public static readonly FormationMapping Formation = new()
    {
        CodeFormationPsup = Licence, Oui = Oui, OuiSi3Ans = OuiSi3, OuiSi4Ans = OuiSi4,
    };

    public static VoeuKey Key(int formation = Licence, bool internat = false) => new(Session, 17, formation, internat);

    public static Voeu Voeu(int situation = Situation.Acceptee, int amenagement = 0, params Defaut[] defauts) =>
        new() { Key = Key(), CodeSituation = situation, CodeAmenagement = amenagement, Defauts = defauts };

    public static ResultatBac? Bac(string result) => result switch
    {
        "-" => null,
        "admis" => new ResultatBac(IssueBac.Admis, Publication, 1),
        "refusé" => new ResultatBac(IssueBac.Refuse, Publication, 1),
        "rattrapage" => new ResultatBac(IssueBac.Rattrapage, Publication, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, null),
    };

    /// <summary>"J" is the day of the publication, "J-1" the one before, "J+1" the one after.</summary>
    public static DateOnly Jour(string day) =>
        Publication.AddDays(day == "J" ? 0 : int.Parse(day.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture));

    public static DecisionContext Context(
        ResultatBac? bac = null, FormationMapping? formation = null, CalendrierCampagne? calendrier = null, ReglesEtablissement? regles = null) =>
        new(regles ?? new ReglesEtablissement(), calendrier ?? Calendrier, formation ?? Formation, bac);
}
