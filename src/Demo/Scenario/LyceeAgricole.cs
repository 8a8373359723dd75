namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>
/// The lycée's campaign: at the end of June it counts as many candidates as it was told to, with the guide's 34 guardians for
/// 20. They are imported, some leave before they are processed and some after, the others are validated on the day of the rentrée.
/// </summary>
internal sealed class LyceeAgricole
{
    private const int PremierNumero = 4_500_001;
    private readonly Tirage _tirage;
    private readonly Chapitre _chapitre;
    private readonly VoeuxPartages _partages;
    private readonly List<Candidat> _siens = [];
    private readonly Candidat _partEnJuin;
    private readonly Candidat _tardif;

    public LyceeAgricole(Tirage tirage, Chapitre chapitre, VoeuxPartages partages, int candidats)
    {
        (_tirage, _chapitre, _partages) = (tirage, chapitre, partages);
        var identites = new Identites(tirage.Random);
        for (var rang = 0; rang < candidats - partages.AuLyceeEnJuin.Count; rang++)
            _siens.Add(chapitre.Ajouter(Responsables(identites.Tirer(PremierNumero + rang), rang)));
        _partEnJuin = chapitre.Ajouter(Responsables(identites.Tirer(PremierNumero + candidats), 0));
        _tardif = chapitre.Ajouter(Responsables(identites.Tirer(PremierNumero + candidats + 1), 1));
    }

    public void Ecrire()
    {
        for (var rang = 0; rang < _siens.Count; rang++)
            Repondre(rang < 4 ? Jours.Ouverture : rang < _siens.Count / 2 ? Jours.PremiereVague : Jours.SecondeVague, rang,
                situation: rang % 6 == 5 ? 2 : 1);
        _chapitre.Noter(Jours.PremiereVague, Reponse(_partEnJuin, 9201, Jours.PremiereVague, 1),
            Reponse(_tardif, 9202, Jours.PremiereVague, 0));
        _chapitre.Noter(Jours.Juin11, Reponse(_partEnJuin, 9201, Jours.Juin11, 3));
        Resultats();
        Departs();
        Gestes();
    }

    private void Resultats()
    {
        // 4 fails after he was processed, 14 and 15 before; 12 and 13 go to the rattrapage, which only 13 passes.
        _chapitre.Noter(Jours.Publication, _siens.Append(_tardif).Select((c, rang) => new ResultatBac(
            c.Code, rang is 4 or 14 or 15 ? "REFUSE" : rang is 12 or 13 ? "RATTRAPAGE" : "ADMIS", Jours.Publication)));
        _chapitre.Noter(Jours.Rattrapage, new ResultatBac(_siens[12].Code, "REFUSE", Jours.Rattrapage),
            new ResultatBac(_siens[13].Code, "ADMIS", Jours.Rattrapage));
    }

    private void Departs()
    {
        Repondre(Jours.Juillet15, 6, situation: 3);
        _chapitre.Noter(Jours.Juillet15, new Disparition(_siens[11].Code, Formation(11), Internat(11)),
            Reponse(_tardif, 9202, Jours.Juillet15, 1));
        foreach (var rang in new[] { 0, 5, 10 })
            _chapitre.Noter(Jours.Juillet15, new NouveauCourriel(_siens[rang].Code, $"nouveau.{_siens[rang].Code}@example.org"));
    }

    private void Gestes()
    {
        const string anneePassee = "2025-2026";
        _chapitre.Faire(Jours.SecondeVague, new Import(RoleFregata.Direction, anneePassee),
            new Import(RoleFregata.Direction, Campagne.AnneeScolaire), new AnnulationImport());
        _chapitre.Faire(
            Jours.Juin25, new Import(RoleFregata.Gestion, Campagne.AnneeScolaire, Accident: true),
            new Import(RoleFregata.Gestion, Campagne.AnneeScolaire),
            new Traitement([.. Enumerable.Range(0, 5).Select(rang => Traite(rang))]));
        _chapitre.Faire(
            Jours.Lendemain, new Import(RoleFregata.Gestion, Campagne.AnneeScolaire),
            new Traitement([.. Enumerable.Range(5, 5).Select(rang => Traite(rang)), Traite(new CleVoeu(_partages.AnnuleAuLycee, 9201))]));
        _chapitre.Faire(
            Jours.Juillet15, new Import(RoleFregata.Administrateur, Campagne.AnneeScolaire), new AnnulationValidation([Cle(4)]));

        List<DossierTraite> derniers =
            [Traite(10), Traite(13), .. Enumerable.Range(16, _siens.Count - 16).Select(rang => Traite(rang)),
                Traite(new CleVoeu(_partages.ChoisitLeLycee, 9201)), Traite(new CleVoeu(_tardif.Code, 9202))];
        _chapitre.Faire(Jours.Juillet20, new Import(RoleFregata.Gestion, Campagne.AnneeScolaire), new Traitement(derniers),
            new Validation([Cle(0)]));

        List<CleVoeu> aValider =
            [.. new[] { 0, 1, 2, 3, 5, 7, 8, 9 }.Select(Cle), new(_partages.AnnuleAuLycee, 9201),
                .. derniers.Select(d => new CleVoeu(d.Candidat, d.Formation))];
        _chapitre.Refuser(_siens[2].Code);
        _chapitre.Faire(Jours.Rentree, new Validation([Cle(3)]), new Immatriculation(), new Validation(aValider));
        _chapitre.Faire(Jours.Septembre10, new AnnulationValidation([Cle(1), new(_partages.AnnuleAuLycee, 9201)]));
    }

    private DossierTraite Traite(int rang) =>
        new(_siens[rang].Code, Formation(rang), $"BTSA1-{rang % 2}", rang == 0 ? "saisi.au.lycee@example.org" : null);

    private static DossierTraite Traite(CleVoeu cle) => new(cle.Candidat, cle.Formation, "BTSA1-0");

    private CleVoeu Cle(int rang) => new(_siens[rang].Code, Formation(rang));

    private void Repondre(DateOnly jour, int rang, int situation) => _chapitre.Noter(
        jour, new Reponse(_siens[rang].Code, Formation(rang), Internat(rang), situation, rang % 7 == 3 ? 1 : 0, _tirage.Matin(jour),
            Perdue: false));

    private Reponse Reponse(Candidat candidat, int formation, DateOnly jour, int situation) =>
        new(candidat.Code, formation, 0, situation, 0, situation == 0 ? null : _tirage.Matin(jour), Perdue: false);

    private static int Formation(int rang) => Formations.DuLycee[rang % Formations.DuLycee.Count].Code;

    private static int Internat(int rang) => rang % 5 == 1 ? 1 : 0;

    /// <summary>
    /// Of sixteen, eleven have two guardians, four one (two of these typed him twice), one has none; 3 and 8 have no INE.
    /// </summary>
    private static Candidat Responsables(Candidat candidat, int rang)
    {
        var mere = new Responsable(candidat.Nom, "Hélène");
        IReadOnlyList<Responsable> responsables = (rang % 16) switch
        {
            // Two candidates of one family: their guardians are the same, and count for each.
            0 or 1 => [new("Lefèvre", "Hélène"), new("Lefèvre", "Yves")],
            < 11 => [mere, new("Morel", "Yves")],
            < 13 => [mere, mere],
            < 15 => [mere],
            _ => [],
        };
        var ine = rang is 3 or 8 ? null : candidat.Ine ?? $"{candidat.Code:D9}ZZ";
        return candidat with { Responsables = responsables, Ine = ine };
    }
}
