namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>Writes a campaign day by day; the same seed always writes the same one.</summary>
internal static class CampagneGenerator
{
    public static Campagne Generer(int candidats, int graine)
    {
        var tirage = new Tirage(graine);
        var journal = new Journal();
        var population = new Population(candidats, tirage);
        var admissions = new Admissions(tirage, journal, population);
        var changements = new Changements(tirage, journal, population);
        var bac = new Baccalaureat(tirage, journal, population);
        var inscriptions = new InscriptionsAdministratives(tirage, journal, population, bac);
        var premiers = candidats / 10;
        var suivants = candidats * 55 / 100;

        journal.Commencer(Campagne.Debut);
        admissions.Vague(population.Ordre.Take(premiers), avecPertes: false);
        journal.Finir("Premières réponses, connecteur non testé", TypeEtape.AvantTest);

        journal.Commencer(new DateOnly(2026, 6, 3));
        admissions.Vague(population.Ordre.Skip(premiers).Take(suivants), avecPertes: true);
        journal.Finir("Première vague de réponses");

        journal.Commencer(new DateOnly(2026, 6, 4));
        admissions.Vague(population.Ordre.Skip(premiers + suivants), avecPertes: true);
        journal.Finir("Seconde vague de réponses");

        journal.Commencer(new DateOnly(2026, 6, 11));
        changements.Corrections();
        changements.Tous();
        journal.Finir("Réponses modifiées, tableau vide de Parcoursup", accident: AccidentRecuperation.TableauVide);

        journal.Commencer(new DateOnly(2026, 6, 25));
        changements.Tous();
        journal.Finir("Désistements, changements de formation", accident: AccidentRecuperation.Nok);

        journal.Commencer(Campagne.Publication);
        bac.Publier();
        journal.Finir("Publication des résultats du baccalauréat", TypeEtape.Publication);

        journal.Commencer(Campagne.Publication.AddDays(1));
        changements.Departs(0.5);
        inscriptions.Vague(20);
        journal.Finir("Lendemain : vœux défavorables, premières IA", TypeEtape.Lendemain);

        journal.Commencer(Campagne.Rattrapage);
        bac.Rattrapage();
        inscriptions.Vague(20);
        journal.Finir("Résultats du rattrapage");

        journal.Commencer(new DateOnly(2026, 7, 15));
        changements.Departs(1);
        inscriptions.Suites(annulationsPourcent: 3);
        inscriptions.Vague(25);
        journal.Finir("IA payées et annulées, départs tardifs");

        journal.Commencer(new DateOnly(2026, 7, 20));
        changements.ReponsesTardives(40);
        inscriptions.Suites(annulationsPourcent: 2);
        journal.Finir("Dernières réponses et dernières IA");

        return new Campagne(population.Candidats, journal.Etapes, inscriptions.Refuses);
    }
}
