namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>Writes a campaign day by day; the same seed always writes the same one.</summary>
internal static class CampagneGenerator
{
    public const int LyceePreset = 20;

    /// <summary>All three établissements: the university on Apogée, a fifth of it on Scolarix, the lycée on Fregata.</summary>
    /// <param name="lycee">Candidates whom the lycée counts at the end of June, 20 at least.</param>
    public static Campagne Generer(int candidats, int graine, int lycee = LyceePreset)
    {
        var (population, etapes, refuses) = EcrireAlpes(candidats, graine);
        var tirage = new Tirage(graine + 1);
        var (partages, duLycee, lagune, imprevus) = (new Chapitre(), new Chapitre(), new Chapitre(), new Chapitre());
        var voeuxPartages = new VoeuxPartages(tirage, partages);
        voeuxPartages.Ecrire();
        new LyceeAgricole(tirage, duLycee, voeuxPartages, lycee).Ecrire();
        new UniversiteLagune(tirage, lagune).Ecrire(Math.Max(60, candidats / 5));

        new Imprevus(new Tirage(graine + 2), imprevus).Ecrire();

        Chapitre[] chapitres = [partages, duLycee, lagune, imprevus];
        return new Campagne(
            population.Values.Concat(chapitres.SelectMany(c => c.Candidats)).ToDictionary(c => c.Code),
            [.. etapes.Select(etape => chapitres.Aggregate(etape, (completee, chapitre) => chapitre.Completer(completee)))],
            refuses.Concat(chapitres.SelectMany(c => c.Refuses)).ToHashSet());
    }

    /// <summary>The university on Apogée alone, and the days.</summary>
    private static (IReadOnlyDictionary<int, Candidat> Candidats, IReadOnlyList<Etape> Etapes,
        IReadOnlySet<int> Refuses) EcrireAlpes(int candidats, int graine)
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

        journal.Commencer(Jours.Ouverture);
        admissions.Vague(population.Ordre.Take(premiers), avecPertes: false);
        journal.Finir("Premières réponses, connecteur non testé", TypeEtape.AvantTest);

        journal.Commencer(Jours.PremiereVague);
        admissions.Vague(population.Ordre.Skip(premiers).Take(suivants), avecPertes: true);
        journal.Finir("Première vague de réponses");

        journal.Commencer(Jours.SecondeVague);
        admissions.Vague(population.Ordre.Skip(premiers + suivants), avecPertes: true);
        journal.Finir("Seconde vague de réponses");

        journal.Commencer(Jours.Juin11);
        changements.Corrections();
        changements.Tous();
        journal.Finir("Réponses modifiées, tableau vide de Parcoursup", accident: AccidentRecuperation.TableauVide);

        journal.Commencer(Jours.Juin25);
        changements.Tous();
        journal.Finir("Désistements, changements de formation", accident: AccidentRecuperation.Nok);

        journal.Commencer(Jours.Publication);
        bac.Publier();
        journal.Finir("Publication des résultats du baccalauréat", TypeEtape.Publication);

        journal.Commencer(Jours.Lendemain);
        changements.Departs(0.5);
        inscriptions.Vague(20);
        journal.Finir("Lendemain : vœux défavorables, premières IA", TypeEtape.Lendemain);

        journal.Commencer(Jours.Rattrapage);
        bac.Rattrapage();
        inscriptions.Vague(20);
        journal.Finir("Résultats du rattrapage");

        journal.Commencer(Jours.Juillet15);
        changements.Departs(1);
        inscriptions.Suites(annulationsPourcent: 3);
        inscriptions.Vague(25);
        journal.Finir("IA payées et annulées, départs tardifs");

        journal.Commencer(Jours.Juillet20);
        changements.ReponsesTardives(40);
        inscriptions.Suites(annulationsPourcent: 2);
        journal.Finir("Dernières réponses et dernières IA");

        journal.Commencer(Jours.Rentree);
        journal.Finir("Rentrée : inscriptions validées au lycée");

        journal.Commencer(Jours.Septembre10);
        journal.Finir("Validations annulées au lycée");

        return (population.Candidats, journal.Etapes, inscriptions.Refuses);
    }
}
