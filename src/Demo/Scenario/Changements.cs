namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>Second thoughts: changed answers, switches, withdrawals, completed files.</summary>
internal sealed class Changements(Tirage tirage, Journal journal, Population population)
{
    private const double PerduesPourcent = 8;

    public void Tous()
    {
        foreach (var voeu in tirage.Melanger(journal.Voeux.Where(v => population.EstSansDefaut(v.Candidat))))
        {
            if (journal.EstLibre(voeu.Candidat))
                Changer(voeu);
        }
    }

    /// <summary>Late in the summer only departures are left.</summary>
    public void Departs(double pourcent)
    {
        foreach (var voeu in Unique(tirage.Melanger(journal.Voeux)))
        {
            if (tirage.SurCent(pourcent))
                journal.Quitter(voeu, enSilence: tirage.SurCent(60), tirage.Matin(journal.Jour));
        }
    }

    /// <summary>Some of those who never answered do so at last.</summary>
    public void ReponsesTardives(double pourcent)
    {
        foreach (var voeu in tirage.Melanger(journal.Voeux.Where(v => v.Situation == 0 && journal.EstLibre(v.Candidat))))
        {
            if (tirage.SurCent(pourcent))
                Remplacer(voeu, situation: 1);
        }
    }

    /// <summary>One defect of each kind is repaired, the others stay as holds.</summary>
    public void Corrections()
    {
        foreach (var (code, defaut) in population.Defauts.OrderBy(d => d.Key).DistinctBy(d => d.Value))
        {
            if (defaut is Defaut.SansNom or Defaut.SansPrenom)
            {
                var candidat = population.Candidats[code];
                journal.Noter(new Correction(code, candidat.Nom.Length == 0 ? "Retrouvé" : candidat.Nom, candidat.Prenom.Length == 0 ? "Ève"
                    : candidat.Prenom));
            }
            else if (defaut == Defaut.AmenagementInconnu)
            {
                var voeu = journal.Admissions(code).Single();
                journal.Repondre(voeu with { Amenagement = 1, Date = tirage.Matin(journal.Jour), Perdue = false });
            }
        }
    }

    private void Changer(Reponse voeu)
    {
        var tirageDuJour = tirage.Random.NextDouble() * 100;
        switch (voeu.Situation)
        {
            case 0 when tirageDuJour < 30:
                Remplacer(voeu, situation: 1);
                break;
            case 2 when tirageDuJour < 35:
                Remplacer(voeu, situation: 1);
                break;
            case 2 when tirageDuJour < 41:
                journal.Quitter(voeu, enSilence: false, tirage.Matin(journal.Jour));
                break;
            case 1 when journal.Admissions(voeu.Candidat).Count == 1:
                ChangerUnique(voeu, tirageDuJour);
                break;
        }
    }

    private void ChangerUnique(Reponse voeu, double tirageDuJour)
    {
        var matin = tirage.Matin(journal.Jour);
        switch (tirageDuJour)
        {
            case < 2:
                var formation = Formations.De(voeu.Formation);
                var autres = new[] { 0, 1, 2 }.Where(a => a != voeu.Amenagement && formation.VetPour(a) is not null).ToList();
                Remplacer(voeu with { Amenagement = autres[tirage.Random.Next(autres.Count)] }, situation: 1);
                break;
            case < 2.8 when journal.Quitter(voeu, enSilence: true, matin):
                var nouvelle = tirage.Formation(autreQue: voeu.Formation);
                journal.Repondre(new Reponse(voeu.Candidat, nouvelle.Code, 0, 1, tirage.Amenagement(nouvelle), matin, Perdu()));
                break;
            case < 3.5:
                journal.Quitter(voeu, enSilence: true, matin);
                break;
            case < 4.1:
                journal.Quitter(voeu, enSilence: false, matin);
                break;
            case < 20 when voeu.Internat == 1 && journal.Quitter(voeu, enSilence: true, matin):
                // The boarding place is given up, not the formation: the same VET stays supported.
                journal.Repondre(voeu with { Internat = 0, Date = matin, Perdue = Perdu() });
                break;
        }
    }

    private void Remplacer(Reponse voeu, int situation) =>
        journal.Repondre(voeu with { Situation = situation, Date = tirage.Matin(journal.Jour), Perdue = Perdu() });

    private bool Perdu() => tirage.SurCent(PerduesPourcent);

    private IEnumerable<Reponse> Unique(IEnumerable<Reponse> voeux) =>
        voeux.Where(v => v.Situation is 1 or 2 && population.EstSansDefaut(v.Candidat) && journal.EstLibre(v.Candidat));
}
