namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>The IAs of the SIS: paid or not, first year or not, cancelled at once or later, refused by Parcoursup.</summary>
internal sealed class InscriptionsAdministratives(Tirage tirage, Journal journal, Population population, Baccalaureat bac)
{
    private static readonly string[] Origines = ["IaPrimo", "IaPrimo", "IaPrimo", "IaReins", "Gestionnaire"];
    private readonly Dictionary<int, Inscription> _parCandidat = [];
    private readonly HashSet<int> _refuses = [];

    /// <summary>Whose feedback Parcoursup refuses.</summary>
    public IReadOnlySet<int> Refuses => _refuses;

    public void Vague(double pourcent)
    {
        foreach (var candidat in population.Ordre.Where(c => population.EstSansDefaut(c.Code) && !_parCandidat.ContainsKey(c.Code)
            && !bac.EstRefuse(c.Code)))
        {
            var admissions = journal.Admissions(candidat.Code);
            if (admissions.Count == 0 || !journal.EstLibre(candidat.Code) || !tirage.SurCent(pourcent))
                continue;

            Inscrire(admissions[tirage.Random.Next(admissions.Count)]);
            if (tirage.SurCent(1.2))
                _refuses.Add(candidat.Code);
            else if (tirage.SurCent(1.5))
                Annuler(_parCandidat[candidat.Code]);
        }
    }

    /// <summary>Some pay at last, some cancel.</summary>
    public void Suites(double annulationsPourcent)
    {
        foreach (var inscription in _parCandidat.Values.Where(i => !i.Annulee && !_refuses.Contains(i.Candidat)).OrderBy(i => i.Candidat)
            .ToList())
        {
            if (!inscription.Payee && tirage.SurCent(50))
                Noter(inscription with { Payee = true });
            else if (tirage.SurCent(annulationsPourcent))
                Annuler(inscription);
        }
    }

    private void Inscrire(Reponse voeu)
    {
        var type = tirage.Random.Next(100) switch { < 5 => "DoubleCursus", < 9 => "Parallele", < 12 => "ParalleleSecondaire", _ =>
            "Principale" };
        var vet = Formations.De(voeu.Formation).VetPour(voeu.Amenagement)!;
        Noter(new Inscription(
            voeu.Candidat, voeu.Formation, vet, type, Payee: tirage.SurCent(92), PremiereAnnee: tirage.SurCent(94), Annulee: false,
            ParOpi: tirage.SurCent(25), Origines[tirage.Random.Next(Origines.Length)]));
    }

    private void Annuler(Inscription inscription) => Noter(inscription with { Annulee = true });

    private void Noter(Inscription inscription)
    {
        _parCandidat[inscription.Candidat] = inscription;
        journal.Noter(inscription);
    }
}
