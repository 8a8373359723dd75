using Parcoursup.Gateway.Demo.Oracle;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Tests.Scenario;

public sealed class CampagneGeneratorTests
{
    private const int Graine = 20260602;

    [Fact]
    public void The_same_seed_writes_the_same_campaign()
    {
        Assert.Equal(Ecrire(CampagneGenerator.Generer(300, 7)), Ecrire(CampagneGenerator.Generer(300, 7)));
        Assert.NotEqual(Ecrire(CampagneGenerator.Generer(300, 7)), Ecrire(CampagneGenerator.Generer(300, 8)));
    }

    [Theory]
    [InlineData(20, 1)]
    [InlineData(57, 2)]
    [InlineData(400, 3)]
    [InlineData(2000, Graine)]
    public void Every_candidate_answers_and_every_event_concerns_one(int candidats, int graine)
    {
        var campagne = CampagneGenerator.Generer(candidats, graine);
        Assert.Equal(candidats + Imprevus.Personnes, campagne.EtablissementsDe.Values.Count(e => e.SetEquals([Etablissements.Alpes])));
        Assert.Equal(campagne.Candidats.Keys.Order(), campagne.EtablissementsDe.Keys.Order());
        Assert.All(campagne.Etapes.SelectMany(e => e.Evenements), e => Assert.True(campagne.Candidats.ContainsKey(e.Candidat)));
    }

    [Fact]
    public void The_numbers_are_those_of_a_university()
    {
        var campagne = CampagneGenerator.Generer(2000, Graine);
        var evenements = campagne.Etapes.SelectMany(e => e.Evenements).Where(e => campagne.EtablissementsDe[e.Candidat].Contains(Etablissements.Alpes)).ToList();
        var premiers = evenements.OfType<ResultatBac>().Where(r => r.Date == Campagne.Publication).ToList();
        var attendu = CampagneOracle.Calculer(campagne);

        Assert.InRange(premiers.Count(r => r.Resultat == "REFUSE"), 120, 140);
        Assert.InRange(premiers.Count(r => r.Resultat == "RATTRAPAGE"), 90, 110);
        Assert.InRange(evenements.OfType<Disparition>().Count(), 40, 150);
        Assert.InRange(evenements.OfType<Reponse>().Count(r => r.Perdue), 80, 200);
        Assert.InRange(attendu.Nombre("F"), 1100, 1700);
        Assert.InRange(attendu.Nombre("S"), 250, 550);
        Assert.InRange(attendu.Nombre("D"), 150, 400);
        Assert.InRange(attendu.Inscriptions.Keys.Count(i => Formations.De(i.Formation).Etablissement == Etablissements.Alpes), 600, 1100);
        Assert.InRange(attendu.InscriptionsRefusees, 3, 30);
        Assert.Contains(attendu.Inscriptions.Values, etat => etat == 3);
    }

    [Fact]
    public void The_day_after_the_publication_trips_the_guard_and_no_other_day_does()
    {
        var campagne = CampagneGenerator.Generer(2000, Graine);
        for (var rang = 0; rang < campagne.Etapes.Count; rang++)
        {
            var veille = rang == 0 ? 0 : CampagneOracle.Calculer(campagne, rang).Nombre("D");
            var jour = CampagneOracle.Calculer(campagne, rang + 1);
            var seuil = Math.Max(20, (jour.Nombre("F") + jour.Nombre("S")) * 5 / 100);
            if (campagne.Etapes[rang].Type == TypeEtape.Lendemain)
                Assert.True(jour.DefavorablesDuJour > seuil, $"{jour.DefavorablesDuJour} <= {seuil}");
            else
                Assert.True(jour.Nombre("D") - veille <= seuil, $"{campagne.Etapes[rang].Titre} : {jour.Nombre("D") - veille} > {seuil}");
        }
    }

    [Theory]
    [InlineData(60, 4)]
    [InlineData(400, 5)]
    [InlineData(2000, Graine)]
    public void Departures_stay_below_what_a_trusted_pull_may_lose(int candidats, int graine)
    {
        var presents = new Dictionary<CleVoeu, bool>();
        foreach (var etape in CampagneGenerator.Generer(candidats, graine).Etapes)
        {
            var avant = Compter(presents);
            foreach (var evenement in etape.Evenements)
            {
                if (evenement is Reponse r)
                    presents[r.Cle] = r.Situation is 1 or 2;
                else if (evenement is Disparition d)
                    presents[new CleVoeu(d.Candidat, d.Formation, d.Internat)] = false;
            }

            var apres = Compter(presents);
            foreach (var (formation, nombre) in avant)
                Assert.True(nombre - apres.GetValueOrDefault(formation) <= Math.Max(nombre / 10, 5), $"{etape.Titre}, {formation}");
        }
    }

    [Fact]
    public void A_wish_changes_once_a_day_at_most_and_answers_get_younger()
    {
        var derniere = new Dictionary<CleVoeu, DateTime>();
        foreach (var etape in CampagneGenerator.Generer(2000, Graine).Etapes)
        {
            var reponses = etape.Evenements.OfType<Reponse>().ToList();
            Assert.Equal(reponses.Count, reponses.DistinctBy(r => r.Cle).Count());
            foreach (var reponse in reponses.Where(r => r.Date is not null))
            {
                Assert.True(!derniere.TryGetValue(reponse.Cle, out var avant) || reponse.Date > avant);
                derniere[reponse.Cle] = reponse.Date!.Value;
            }
        }
    }

    [Fact]
    public void Nobody_changes_an_answer_on_a_day_of_his_results()
    {
        foreach (var etape in CampagneGenerator.Generer(2000, Graine).Etapes)
            Assert.Empty(etape.Evenements.OfType<ResultatBac>().Select(r => r.Candidat).Intersect(etape.Evenements.OfType<Reponse>().Select(r => r.Candidat)));
    }

    private static Dictionary<int, int> Compter(Dictionary<CleVoeu, bool> presents) =>
        presents.Where(p => p.Value).GroupBy(p => p.Key.Formation).ToDictionary(g => g.Key, g => g.Count());

    private static string Ecrire(Campagne campagne) =>
        string.Join('\n', campagne.Candidats.Values.OrderBy(c => c.Code).Select(c => c.ToString()).Concat(campagne.Etapes.SelectMany(e => e.Evenements).Select(e => e.ToString())));
}
