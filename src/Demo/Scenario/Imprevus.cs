namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>What goes wrong in real campaigns, at the university on Apogée.</summary>
internal sealed class Imprevus
{
    public const int Musiciens = 30;
    public const int Archeologues = 6;

    /// <summary>All its people: beside those, one whose birth date is mended and two under one INE.</summary>
    public const int Personnes = Musiciens + Archeologues + 3;
    private const int PremierNumero = 4_950_001;
    private readonly Tirage _tirage;
    private readonly Chapitre _chapitre;
    private readonly Identites _identites;
    private int _numero = PremierNumero;

    public Imprevus(Tirage tirage, Chapitre chapitre) =>
        (_tirage, _chapitre, _identites) = (tirage, chapitre, new Identites(tirage.Random));

    public void Ecrire()
    {
        Bascule();
        FormationOubliee();
        NaissanceCorrigee();
        MemeIne();
        _chapitre.Noter(Jours.Publication, _chapitre.Candidats.Select(c => new ResultatBac(c.Code, "ADMIS", Jours.Publication)));
    }

    // Everybody is evaluated because of a new address while the VET is changed, and once more on the day of the outage.
    private void Bascule()
    {
        for (var i = 0; i < Musiciens; i++)
        {
            var code = Nouveau().Code;
            Accepter(Jours.PremiereVague, code, Formations.Musicologie.Code);
            _chapitre.Noter(Jours.Juin25, new NouveauCourriel(code, $"nouveau.{code}@example.org"));
            _chapitre.Noter(Jours.Juillet20, new NouveauCourriel(code, $"dernier.{code}@example.org"));
        }
    }

    private void FormationOubliee()
    {
        for (var i = 0; i < Archeologues; i++)
        {
            var code = Nouveau().Code;
            Accepter(Jours.PremiereVague, code, Formations.Archeologie.Code);
            _chapitre.Noter(Jours.SecondeVague, new Eclipse(code, Formations.Archeologie.Code));
            _chapitre.Noter(Jours.Juin11, new Reapparition(code, Formations.Archeologie.Code));
        }
    }

    // The accepted wish is older than the refused one, and it alone is pushed with the mended date.
    private void NaissanceCorrigee()
    {
        var candidat = Nouveau();
        Accepter(Jours.PremiereVague, candidat.Code, 8843);
        _chapitre.Noter(Jours.SecondeVague,
            new Reponse(candidat.Code, 8842, 0, 3, 0, _tirage.Matin(Jours.SecondeVague), Perdue: false));
        _chapitre.Noter(Jours.Juin25, new IdentiteCorrigee(candidat.Code, 8843, candidat.DateNaissance.AddYears(-1), candidat.Ine));
    }

    // Two people under one INE wait, until one of them mends his.
    private void MemeIne()
    {
        var (premier, second) = (Nouveau(ine: "495000038AA"), Nouveau(ine: "495000038AA"));
        Accepter(Jours.PremiereVague, premier.Code, 8845);
        Accepter(Jours.PremiereVague, second.Code, 8846);
        _chapitre.Noter(Jours.Juillet15, new IdentiteCorrigee(second.Code, 8846, second.DateNaissance, "495000039BB"));
    }

    private Candidat Nouveau(string? ine = null)
    {
        var candidat = _identites.Tirer(_numero++);
        // Nobody is like another: one first name and one birth date each.
        return _chapitre.Ajouter(candidat with
        {
            Ine = ine ?? candidat.Ine,
            DateNaissance = new DateOnly(2008, 1, 1).AddDays(-(candidat.Code - PremierNumero) * 3),
        });
    }

    private void Accepter(DateOnly jour, int candidat, int formation) =>
        _chapitre.Noter(jour, new Reponse(candidat, formation, 0, 1, 0, _tirage.Matin(jour), Perdue: false));
}
