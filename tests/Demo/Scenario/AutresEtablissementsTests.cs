using Parcoursup.Gateway.Demo.Oracle;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Tests.Scenario;

/// <summary>The lycée, the university on Scolarix, and those who have wishes at several établissements.</summary>
public sealed class AutresEtablissementsTests
{
    private const int Graine = 20260602;

    /// <summary>Seed 002: the message that the guide shows.</summary>
    [Theory]
    [InlineData(20, 1)]
    [InlineData(2000, Graine)]
    public void At_the_end_of_June_the_lycée_has_the_guides_20_candidates_and_34_guardians(int candidats, int graine)
    {
        var suivi = Fregata(CampagneGenerator.Generer(candidats, graine), Jours.Juin25).Suivi;
        Assert.Equal(
            [
                "Annule", "Echec : ERREUR : Réception des candidats impossible : Read timed out",
                "Succes : INFO : Réception effectuée de 20 candidats avec succès, et de leur 34 responsables",
            ],
            suivi);
    }

    [Fact]
    public void The_lycée_can_be_a_large_one()
    {
        var campagne = CampagneGenerator.Generer(20, 1, lycee: 400);
        Assert.StartsWith("Succes : INFO : Réception effectuée de 400 candidats", Fregata(campagne, Jours.Juin25).Suivi[^1], StringComparison.Ordinal);
        Assert.InRange(CampagneOracle.Calculer(campagne).Inscriptions.Keys.Count(AuLycee), 380, 400);
    }

    [Fact]
    public void At_the_lycée_some_leave_before_and_some_after_they_were_processed_and_one_is_refused_by_Parcoursup()
    {
        var campagne = CampagneGenerator.Generer(2000, Graine);
        var attendu = CampagneOracle.Calculer(campagne);

        Assert.Contains("Desiste", attendu.Fregata!.Importes.Values);
        Assert.Contains(attendu.Fregata.Importes.Values, d => d.StartsWith("Traite (parti)", StringComparison.Ordinal));
        Assert.Contains(attendu.Fregata.Apprenants.Values, a => a.StartsWith("Valide, Parcoursup Refuse", StringComparison.Ordinal));
        Assert.Contains(attendu.Fregata.Apprenants.Values, a => a.Contains("saisi.au.lycee@example.org (autre chez Parcoursup)", StringComparison.Ordinal));
        Assert.Equal(2, attendu.Fregata.Apprenants.Values.Count(a => a.Contains("INA 0", StringComparison.Ordinal)));
        Assert.Equal(2, attendu.Inscriptions.Count(i => AuLycee(i.Key) && i.Value == 3));
        Assert.DoesNotContain(CampagneOracle.Calculer(campagne, Rang(campagne, Jours.Juillet20)).Inscriptions.Keys, AuLycee);
    }

    [Fact]
    public void Seven_people_have_wishes_at_several_établissements_and_some_at_all_three()
    {
        var partages = CampagneGenerator.Generer(60, 4).EtablissementsDe.Where(e => e.Value.Count > 1).ToList();
        Assert.Equal(7, partages.Count);
        Assert.Equal(2, partages.Count(e => e.Value.Count == 3));
    }

    /// <summary>Rule F4, seen from both universities.</summary>
    [Fact]
    public void Whoever_enrols_elsewhere_leaves_Scolarix_and_whoever_enrols_in_parallel_stays()
    {
        var attendu = CampagneOracle.Calculer(CampagneGenerator.Generer(60, 4));
        var (ailleurs, parallele) = (4_900_004, 4_900_005);
        Assert.False(attendu.Scolarix!.Base.ContainsKey("4900004"));
        Assert.Contains(ailleurs, attendu.Scolarix.Refus);
        Assert.True(attendu.Scolarix.Base.ContainsKey("4900005"));
        Assert.Equal((1, 1, 4), (attendu.Inscriptions[(ailleurs, 8845)], attendu.Inscriptions[(parallele, 8844)], attendu.Inscriptions[(parallele, 9102)]));
    }

    [Theory]
    [InlineData(60, 4)]
    [InlineData(400, 11)]
    [InlineData(2000, Graine)]
    [InlineData(3000, 31)]
    public void The_corrected_results_trip_the_snapshots_guard_and_no_other_day_does(int candidats, int graine)
    {
        var campagne = CampagneGenerator.Generer(candidats, graine);
        for (var rang = 0; rang < campagne.Etapes.Count; rang++)
            Assert.Equal(campagne.Etapes[rang].Jour == Jours.Lendemain, CampagneOracle.Calculer(campagne, rang + 1).Scolarix!.DoitEtreConfirme);
    }

    [Fact]
    public void The_numbers_are_those_of_a_small_university_on_Scolarix()
    {
        var campagne = CampagneGenerator.Generer(2000, Graine);
        var attendu = CampagneOracle.Calculer(campagne);

        Assert.Empty(CampagneOracle.Calculer(campagne, Rang(campagne, Jours.Juin25)).Scolarix!.Base);
        Assert.NotEmpty(CampagneOracle.Calculer(campagne, Rang(campagne, Jours.Publication)).Scolarix!.ADecider);
        Assert.InRange(attendu.Scolarix!.Base.Count, 270, 370);
        Assert.InRange(attendu.Scolarix.Preinscrits.Count, 80, 200);
        Assert.InRange(attendu.Scolarix.Refus.Count, 5, 15);
        Assert.Contains(attendu.Scolarix.Inscriptions.Values, i => i.StartsWith("ANNULEE", StringComparison.Ordinal));
        Assert.Contains(attendu.Scolarix.Inscriptions.Values, i => i.Contains("non payée", StringComparison.Ordinal));
        Assert.Contains(attendu.Inscriptions, i => Formations.De(i.Key.Formation).Etablissement == Etablissements.Lagune && i.Value == 3);
    }

    /// <summary>Whoever begins an enrolment at Scolarix stood in the base on the evening before.</summary>
    [Theory]
    [InlineData(60, 4)]
    [InlineData(2000, Graine)]
    public void Nobody_enrols_at_Scolarix_who_never_stood_in_its_base(int candidats, int graine)
    {
        var campagne = CampagneGenerator.Generer(candidats, graine);
        var commences = new HashSet<int>();
        for (var rang = 0; rang < campagne.Etapes.Count; rang++)
        {
            var veille = CampagneOracle.Calculer(campagne, rang).Scolarix!.Base;
            foreach (var ia in campagne.Etapes[rang].Evenements.OfType<Inscription>().Where(i => Formations.De(i.Formation).Etablissement == Etablissements.Lagune))
                Assert.True(!commences.Add(ia.Candidat) || veille.ContainsKey(ia.Candidat.ToString(System.Globalization.CultureInfo.InvariantCulture)), $"{campagne.Etapes[rang].Titre}, {ia.Candidat}");
        }
    }

    private static bool AuLycee((int Candidat, int Formation) cle) => Formations.De(cle.Formation).Etablissement == Etablissements.Lycee;

    private static FregataAttendu Fregata(Campagne campagne, DateOnly jour) => CampagneOracle.Calculer(campagne, Rang(campagne, jour)).Fregata!;

    /// <summary>The number of days up to this one.</summary>
    private static int Rang(Campagne campagne, DateOnly jour) => campagne.Etapes.Count(e => e.Jour <= jour);
}
