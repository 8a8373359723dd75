namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>What an answer is worth for a line.</summary>
public enum ValeurReponse
{
    Couvert,
    SousLeSeuil,

    /// <summary>A first year that several certifications share.</summary>
    AnneeCommune,

    /// <summary>Several last years.</summary>
    PlusieursAnnees,

    /// <summary>A record without figures that is not under the threshold.</summary>
    SansChiffres,
    Inconnu,
    EtablissementInconnu,
    SansMillesime,

    /// <summary>The question cannot be asked: the API would not take it.</summary>
    NonDemandable,

    /// <summary>Nobody knows what the API would say.</summary>
    Echec,
}

/// <summary>Reads answers: a 200 is not always coverage, and a failure is never « no data ».</summary>
public static class LectureReponse
{
    /// <summary>The number of pupils under which no figure is given.</summary>
    public const int Seuil = 20;

    /// <summary>For the insertion, from the route of formations.</summary>
    /// <param name="commune">The code asked is of a first year that several certifications share, as the nomenclatures say.</param>
    public static ValeurReponse Insertion(ReponseExposition reponse, bool commune) => reponse switch
    {
        ReponseExposition.Trouve(var record) => DeEnregistrement(record, commune),
        ReponseExposition.EtablissementInconnu => ValeurReponse.EtablissementInconnu,
        ReponseExposition.SansMillesime => ValeurReponse.SansMillesime,
        ReponseExposition.Inconnu or ReponseExposition.SansDonnees => ValeurReponse.Inconnu,
        ReponseExposition.Refuse => ValeurReponse.NonDemandable,
        _ => ValeurReponse.Echec,
    };

    /// <summary>For the pay, from the route of certifications: it stays where the rates are under the threshold.</summary>
    public static ValeurReponse Remuneration(ReponseExposition reponse) => reponse switch
    {
        ReponseExposition.Trouve(var record) => record is { Salaire12MoisQ1: null, Salaire12MoisQ2: null, Salaire12MoisQ3: null }
            ? ValeurReponse.SansChiffres : ValeurReponse.Couvert,
        _ => Insertion(reponse, commune: false),
    };

    /// <summary>In a word or two, as the explanations of a line show it.</summary>
    public static string EnClair(ReponseExposition reponse, ValeurReponse valeur) => (reponse, valeur) switch
    {
        (_, ValeurReponse.Couvert) => "Couvert",
        (_, ValeurReponse.SousLeSeuil) => "Sous le seuil",
        (_, ValeurReponse.AnneeCommune) => "Première année commune",
        (_, ValeurReponse.PlusieursAnnees) => "Plusieurs formations en année terminale",
        (_, ValeurReponse.SansChiffres) => "Donnée sans chiffre",
        (ReponseExposition.Inconnu(var message), _) => message,
        (ReponseExposition.EtablissementInconnu(var message), _) => message,
        (ReponseExposition.SansDonnees(var message), _) => message,
        (ReponseExposition.SansMillesime(var message, var disponibles), _) =>
            disponibles.Count == 0 ? message : $"{message} (disponibles : {string.Join(", ", disponibles)})",
        (ReponseExposition.Refuse(var message), _) => "Demande refusée : " + message,
        (ReponseExposition.Echec(var message), _) => "Échec : " + message,
        _ => "Réponse illisible",
    };

    private static ValeurReponse DeEnregistrement(EnregistrementExposition record, bool commune)
    {
        var chiffres = record is not { TauxEnEmploi6Mois: null, TauxEnFormation: null, TauxAutres6Mois: null };
        if (record.NbAnneeTerm >= Seuil || (record.NbAnneeTerm is null && chiffres))
        {
            if (chiffres) return ValeurReponse.Couvert;
        }
        else if (record.CertificationsTerminales.Count == 0)
        {
            return ValeurReponse.SousLeSeuil;
        }

        return record.CertificationsTerminales.Count == 0 ? ValeurReponse.SansChiffres
            : commune ? ValeurReponse.AnneeCommune : ValeurReponse.PlusieursAnnees;
    }
}
