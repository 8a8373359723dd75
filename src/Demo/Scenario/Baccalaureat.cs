namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>The results: about 6 % fail, 5 % go to the rattrapage, some have none to wait for.</summary>
internal sealed class Baccalaureat(Tirage tirage, Journal journal, Population population)
{
    private readonly Dictionary<int, string> _resultats = [];

    public bool EstRefuse(int candidat) => _resultats.GetValueOrDefault(candidat) == "REFUSE";

    public void Publier()
    {
        var candidats = tirage.Melanger(population.Ordre.Where(c => population.EstSansDefaut(c.Code)));
        var refuses = (int)Math.Round(candidats.Count * 0.065);
        var rattrapages = (int)Math.Round(candidats.Count * 0.05);
        for (var i = 0; i < candidats.Count; i++)
        {
            if (i < refuses)
                Noter(candidats[i].Code, "REFUSE");
            else if (i < refuses + rattrapages)
                Noter(candidats[i].Code, "RATTRAPAGE");
            else if (!tirage.SurCent(8))
                Noter(candidats[i].Code, "ADMIS");
        }
    }

    /// <summary>Half of the rattrapage fails; a few failures turn out to have been errors.</summary>
    public void Rattrapage()
    {
        var rattrapages = _resultats.Where(r => r.Value == "RATTRAPAGE").Select(r => r.Key).Order().ToList();
        for (var i = 0; i < rattrapages.Count; i++)
            Noter(rattrapages[i], i % 2 == 0 ? "REFUSE" : "ADMIS");

        var corriges = _resultats.Where(r => r.Value == "REFUSE").Select(r => r.Key).Except(rattrapages).Order()
            .Take(Math.Max(1, population.Ordre.Count / 700)).ToList();
        foreach (var candidat in corriges)
            Noter(candidat, "ADMIS");
    }

    private void Noter(int candidat, string resultat)
    {
        _resultats[candidat] = resultat;
        journal.Noter(new ResultatBac(candidat, resultat, journal.Jour));
    }
}
