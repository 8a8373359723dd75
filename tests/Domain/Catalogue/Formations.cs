using Parcoursup.Gateway.Domain.Catalogue;

namespace Parcoursup.Gateway.Domain.Tests.Catalogue;

/// <summary>A formation that every common condition lets through, and a rule that takes it.</summary>
internal static class Formations
{
    public const string Bts = "5 (BTS, DEUST...)";

    /// <summary>A night of February in the campaign that began in September 2025.</summary>
    public static readonly ContexteNuit Nuit = new(new DateOnly(2026, 2, 12), 2025);

    public static FormationCatalogue Bonne(string cle = "A") => new()
    {
        Cle = cle, Published = true, CataloguePublished = true, Niveau = Bts, Diplome = "BTS", IntituleLong = "BTS ELECTROTECHNIQUE",
        Cfd = "32025515", InscritRncp = "3 - Inscrit de droit", CfdFermeture = new(2028, 8, 31), Annee = "1", Academie = 14,
        Sessions = [new(2026, 9, 1)], Uai = "0350001A",
    };

    public static Regle Regle(string id = "r1", StatutCatalogue statut = StatutCatalogue.APublier) => new()
    {
        Id = id, Niveau = Bts, Diplome = "BTS", PeutIntegrer = true, Statut = statut,
    };

    public static Evaluation Evaluer(FormationCatalogue formation, params Regle[] regles) =>
        new MoteurRegles(regles.Length == 0 ? [Regle()] : regles).Evaluer(formation, Nuit);
}
