namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>Seven people with wishes at two or three of the établissements: each of these has to know its own truth.</summary>
internal sealed class VoeuxPartages
{
    private const int PremierNumero = 4_900_001;
    private readonly Tirage _tirage;
    private readonly Chapitre _chapitre;

    public VoeuxPartages(Tirage tirage, Chapitre chapitre)
    {
        (_tirage, _chapitre) = (tirage, chapitre);
        var identites = new Identites(tirage.Random);
        var numero = PremierNumero;
        ChoisitLeLycee = Nouveau();
        PasseAOui = Nouveau();
        ResteAuxAlpes = Nouveau();
        InscritAilleurs = Nouveau();
        DoubleInscrit = Nouveau();
        AnnuleAuLycee = Nouveau();
        EchoueAuBac = Nouveau();

        int Nouveau()
        {
            var candidat = identites.Tirer(numero++);
            return chapitre.Ajouter(candidat with { Responsables = [new(candidat.Nom, "Hélène"), new("Morel", "Yves")] }).Code;
        }
    }

    /// <summary>Waits at all three, then chooses the lycée.</summary>
    public int ChoisitLeLycee { get; }

    /// <summary>"Oui en attente" at both universities becomes Oui at Scolarix's.</summary>
    public int PasseAOui { get; }

    /// <summary>Enrols at Apogée's university; the place at the lycée is given up without a word.</summary>
    public int ResteAuxAlpes { get; }

    /// <summary>Oui at both universities; enrols at Apogée's, and Parcoursup takes the other wish away (rule F4).</summary>
    public int InscritAilleurs { get; }

    /// <summary>Enrols at Apogée's university, and in parallel at Scolarix's.</summary>
    public int DoubleInscrit { get; }

    /// <summary>Resigns from Scolarix's university, is validated at the lycée, and cancels.</summary>
    public int AnnuleAuLycee { get; }

    /// <summary>Oui at the lycée and at Scolarix's university, and fails.</summary>
    public int EchoueAuBac { get; }

    /// <summary>Those whom the lycée counts among its twenty when June ends.</summary>
    public IReadOnlyList<CleVoeu> AuLyceeEnJuin =>
        [new(ChoisitLeLycee, 9201), new(ResteAuxAlpes, 9202), new(AnnuleAuLycee, 9201), new(EchoueAuBac, 9203)];

    public void Ecrire()
    {
        Noter(Jours.PremiereVague, ChoisitLeLycee, (8842, 2), (9201, 2), (9101, 2));
        Noter(Jours.PremiereVague, PasseAOui, (8843, 2), (9102, 2));
        Noter(Jours.PremiereVague, ResteAuxAlpes, (8842, 1), (9202, 2));
        Noter(Jours.PremiereVague, InscritAilleurs, (8845, 1), (9101, 1));
        Noter(Jours.PremiereVague, DoubleInscrit, (8844, 1), (9102, 1));
        Noter(Jours.PremiereVague, AnnuleAuLycee, (9201, 1), (9101, 2));
        Noter(Jours.PremiereVague, EchoueAuBac, (8847, 0), (9203, 1), (9103, 1));

        Noter(Jours.Juin25, AnnuleAuLycee, (9101, 3));
        _chapitre.Noter(Jours.Publication,
            _chapitre.Candidats.Select(c => new ResultatBac(c.Code, c.Code == EchoueAuBac ? "REFUSE" : "ADMIS", Jours.Publication)));
        Noter(Jours.Lendemain, PasseAOui, (8843, 3), (9102, 1));

        _chapitre.Noter(Jours.Lendemain, Ia(ResteAuxAlpes, 8842));
        _chapitre.Noter(Jours.Rattrapage, Ia(InscritAilleurs, 8845), Ia(DoubleInscrit, 8844), Ia(DoubleInscrit, 9102, "Parallele"));
        _chapitre.Noter(Jours.Juillet15, new Disparition(ResteAuxAlpes, 9202, 0), new Disparition(InscritAilleurs, 9101, 0));
        Noter(Jours.Juillet15, ChoisitLeLycee, (8842, 3), (9201, 1), (9101, 3));
        _chapitre.Noter(Jours.Juillet20, new TentativePreinscription(InscritAilleurs), Ia(PasseAOui, 9102));
    }

    private void Noter(DateOnly jour, int candidat, params (int Formation, int Situation)[] reponses) =>
        _chapitre.Noter(jour, reponses.Select(r =>
        new Reponse(candidat, r.Formation, 0, r.Situation, 0, r.Situation == 0 ? null : _tirage.Matin(jour), Perdue: false)));

    private static Inscription Ia(int candidat, int formation, string type = "Principale") =>
        new(candidat, formation, Formations.De(formation).Oui, type, Payee: true, PremiereAnnee: true, Annulee: false, ParOpi: false,
            "IaPrimo");
}
