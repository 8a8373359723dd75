namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>
/// The campaign of the university on Scolarix: who holds the baccalauréat already, who gets it, whose result was announced
/// wrongly, whose "Oui en attente" becomes Oui; préinscriptions and enrolments.
/// </summary>
internal sealed class UniversiteLagune(Tirage tirage, Chapitre chapitre)
{
    private const int PremierNumero = 4_700_001;
    private const double PerduesPourcent = 5;
    private readonly Journal _journal = new();
    private readonly ProfilsLagune _profils = new(tirage);
    private readonly Dictionary<int, string> _resultats = [];
    private readonly HashSet<int> _declares = [];
    private readonly Dictionary<int, Inscription> _inscriptions = [];
    private IReadOnlySet<int> _baseDeLaVeille = new HashSet<int>();

    public void Ecrire(int candidats)
    {
        var identites = new Identites(tirage.Random);
        var ordre = tirage.Melanger(Enumerable.Range(PremierNumero, candidats)
            .Select(code => chapitre.Ajouter(_profils.Tirer(identites.Tirer(code)))));
        Jour(Jours.Ouverture, () => Vague(ordre.Take(candidats / 10), avecPertes: false));
        Jour(Jours.PremiereVague, () => Vague(ordre.Skip(candidats / 10).Take(candidats / 2), avecPertes: true));
        Jour(Jours.SecondeVague, () => Vague(ordre.Skip((candidats / 10) + (candidats / 2)), avecPertes: true));
        Jour(Jours.Juin11, () => Changements(passages: 15, departs: 1));
        Jour(Jours.Juin25, () => Changements(passages: 15, departs: 1.5));
        Jour(Jours.Publication, Publier);
        Jour(Jours.Lendemain, () =>
        {
            Corriger();
            Declarer();
            Changements(passages: 20, departs: 0.5);
            Inscrire(15);
        });
        Jour(Jours.Rattrapage, () =>
        {
            Rattraper();
            Inscrire(15);
        });
        Jour(Jours.Juillet15, () =>
        {
            Changements(passages: 30, departs: 1);
            Suites(annulations: 5);
            Inscrire(20);
        });
        Jour(Jours.Juillet20, () =>
        {
            Tardifs();
            Suites(annulations: 3);
        });
        Jour(Jours.Rentree, () => Suites(annulations: 2));
    }

    private void Jour(DateOnly jour, Action ecrire)
    {
        _baseDeLaVeille = _profils.Codes.Where(EstInscriptible).ToHashSet();
        _journal.Commencer(jour);
        ecrire();
        _journal.Finir("");
        chapitre.Noter(jour, _journal.Etapes[^1].Evenements);
    }

    private void Vague(IEnumerable<Candidat> candidats, bool avecPertes)
    {
        foreach (var candidat in candidats)
        {
            var situation = tirage.Random.Next(100) switch { < 6 => 0, < 8 => 3, < 24 => 2, _ => 1 };
            var formation = Formation();
            Repondre(candidat.Code, formation, situation, avecPertes && situation is 1 or 2 && tirage.SurCent(PerduesPourcent));
            if (situation == 1 && tirage.SurCent(4))
                Repondre(candidat.Code, Formations.DeLagune.First(f => f.Code != formation).Code, 2, perdue: false);
        }
    }

    /// <summary>Some "Oui en attente" become Oui, some candidates resign.</summary>
    private void Changements(double passages, double departs)
    {
        foreach (var voeu in tirage.Melanger(_journal.Voeux))
        {
            if (!_journal.EstLibre(voeu.Candidat) || _inscriptions.ContainsKey(voeu.Candidat)
                || _journal.Admissions(voeu.Candidat).Count != 1)
                continue;
            if (voeu.Situation == 2 && tirage.SurCent(passages))
                Repondre(voeu.Candidat, voeu.Formation, 1, tirage.SurCent(PerduesPourcent));
            else if (voeu.Situation == 1 && tirage.SurCent(departs))
                _journal.Quitter(voeu, enSilence: tirage.SurCent(50), tirage.Matin(_journal.Jour));
        }
    }

    private void Publier()
    {
        foreach (var code in _profils.Codes)
        {
            if (_profils[code] is Profil.Admis or Profil.Refuse or Profil.Rattrapage)
                Resultat(code, _profils[code] switch { Profil.Admis => "ADMIS", Profil.Refuse => "REFUSE", _ => "RATTRAPAGE" });
        }
    }

    /// <summary>The file of the results was wrong: many of those whom it said to have passed go to the rattrapage.</summary>
    private void Corriger()
    {
        var touches = (_baseDeLaVeille.Count * 14 / 100) + 7;
        foreach (var code in tirage.Melanger(_baseDeLaVeille.Where(c => _profils[c] == Profil.Admis).Order()).Take(touches))
            Resultat(code, "RATTRAPAGE");
    }

    private void Rattraper()
    {
        var rang = 0;
        foreach (var code in _resultats.Where(r => r.Value == "RATTRAPAGE").Select(r => r.Key).Order().ToList())
            Resultat(code, _profils[code] == Profil.Admis ? rang++ % 10 == 9 ? "REFUSE" : "ADMIS" : rang++ % 2 == 0 ? "REFUSE" : "ADMIS");
    }

    private void Declarer()
    {
        var rang = 0;
        foreach (var code in _profils.Codes.Where(c => _profils[c] == Profil.Inconnu).Order())
        {
            var titulaire = rang++ % 3 != 1;
            // Nobody asks about those who are not admitted; of a refusal that was lost the gateway never heard.
            if (!_journal.EstLibre(code) || _journal.Admissions(code).Count == 0)
                continue;
            if (titulaire)
                _declares.Add(code);
            _journal.Noter(new Declaration(code, titulaire));
        }
    }

    /// <summary>Those who stand in the base enrol; a few who do not stand in it try in vain.</summary>
    private void Inscrire(double pourcent)
    {
        foreach (var code in _baseDeLaVeille.Where(c => _journal.EstLibre(c) && !_inscriptions.ContainsKey(c) && EstInscriptible(c))
            .Order())
        {
            if (!tirage.SurCent(pourcent))
                continue;

            var voeu = _journal.Admissions(code).First(v => v.Situation == 1);
            Noter(new Inscription(code, voeu.Formation, null, "Principale", tirage.SurCent(85), PremiereAnnee: true, Annulee: false,
                ParOpi: false, "FichierScolarix"));
            if (tirage.SurCent(1.5))
                chapitre.Refuser(code);
        }

        foreach (var code in _profils.Codes.Where(c => !_baseDeLaVeille.Contains(c) && _journal.EstLibre(c)
            && !_inscriptions.ContainsKey(c)).Order().Take(3))
            _journal.Noter(new TentativePreinscription(code));
    }

    /// <summary>Some pay at last, some cancel.</summary>
    private void Suites(double annulations)
    {
        foreach (var inscription in _inscriptions.Values.Where(i => !i.Annulee && !chapitre.Refuses.Contains(i.Candidat)
            && _journal.EstLibre(i.Candidat)).OrderBy(i => i.Candidat).ToList())
        {
            if (!inscription.Payee && tirage.SurCent(50))
                Noter(inscription with { Payee = true });
            else if (tirage.SurCent(annulations))
                Noter(inscription with { Annulee = true });
        }
    }

    private void Tardifs()
    {
        foreach (var voeu in tirage.Melanger(_journal.Voeux.Where(v => v.Situation == 0)))
        {
            if (_journal.EstLibre(voeu.Candidat) && tirage.SurCent(40))
                Repondre(voeu.Candidat, voeu.Formation, 1, perdue: false);
        }
    }

    /// <summary>Whom a file of this moment would let in; only the scenario's choices depend on it.</summary>
    private bool EstInscriptible(int code) => _journal.Admissions(code).Any(v => v.Situation == 1)
        && _resultats.GetValueOrDefault(code) switch
    {
        "ADMIS" => true,
        null => _profils[code] is Profil.Titulaire or Profil.Equivalent || _declares.Contains(code),
        _ => false,
    };

    private void Repondre(int candidat, int formation, int situation, bool perdue) => _journal.Repondre(new Reponse(
        candidat, formation, 0, situation, tirage.SurCent(8) ? 1 : 0, situation == 0 ? null : tirage.Matin(_journal.Jour), perdue));

    private void Resultat(int candidat, string resultat)
    {
        _resultats[candidat] = resultat;
        _journal.Noter(new ResultatBac(candidat, resultat, _journal.Jour));
    }

    private void Noter(Inscription inscription)
    {
        _inscriptions[inscription.Candidat] = inscription;
        _journal.Noter(inscription);
    }

    private int Formation()
    {
        var reste = tirage.Random.Next(Formations.DeLagune.Sum(f => f.Poids));
        return Formations.DeLagune.First(f => (reste -= f.Poids) < 0).Code;
    }
}
