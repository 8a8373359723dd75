namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>The first answers: three waves, most pushed, some pushes lost.</summary>
internal sealed class Admissions(Tirage tirage, Journal journal, Population population)
{
    private const double PoussesPerduesPourcent = 6;

    /// <param name="avecPertes">False before the connector test: what is shown there must not depend on a pull.</param>
    public void Vague(IEnumerable<Candidat> candidats, bool avecPertes)
    {
        foreach (var candidat in candidats)
        {
            if (population.Defauts.TryGetValue(candidat.Code, out var defaut))
                ReponseAvecDefaut(candidat, defaut);
            else
                PremiereReponse(candidat, avecPertes);
        }
    }

    private void PremiereReponse(Candidat candidat, bool avecPertes)
    {
        var formation = tirage.Formation();
        var situation = tirage.Random.Next(100) switch { < 4 => 0, < 5 => 3, < 17 => 2, _ => 1 };
        var perdue = avecPertes && situation is 1 or 2 && tirage.SurCent(PoussesPerduesPourcent);
        Repondre(candidat, formation, tirage.SurCent(5) ? 1 : 0, situation, perdue);
        if (situation is 1 or 2 && tirage.SurCent(7))
            Repondre(candidat, tirage.Formation(autreQue: formation.Code), 0, 2, perdue: false);
    }

    private void Repondre(Candidat candidat, Formation formation, int internat, int situation, bool perdue) => journal.Repondre(new Reponse(
        candidat.Code, formation.Code, internat, situation, tirage.Amenagement(formation), situation == 0 ? null
        : tirage.Matin(journal.Jour), perdue));

    private void ReponseAvecDefaut(Candidat candidat, Defaut defaut)
    {
        var formation = defaut == Defaut.SansCorrespondance ? Formations.SansCorrespondance : tirage.Formation();
        var amenagement = defaut == Defaut.AmenagementInconnu ? 9 : 0;
        journal.Repondre(new Reponse(candidat.Code, formation.Code, 0, 1, amenagement, tirage.Matin(journal.Jour), Perdue: false));
    }
}
