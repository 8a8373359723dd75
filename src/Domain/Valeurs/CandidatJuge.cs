using System.Globalization;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Livraisons;

namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>
/// A candidate as he may be handed on: every value judged once, in one place, whichever way it came in and whoever it goes to
/// (rule K1). Judging what was judged changes nothing.
/// </summary>
/// <param name="Candidat">The values to use.</param>
/// <param name="Avertissements">What a person should look at.</param>
/// <param name="Modifications">Every value that is another than the received one, doubtful or not.</param>
public sealed record CandidatJuge(
    Candidat Candidat, IReadOnlyList<Avertissement> Avertissements, IReadOnlyList<Modification> Modifications)
{
    public static CandidatJuge Of(Candidat candidat)
    {
        ArgumentNullException.ThrowIfNull(candidat);
        var judge = new JugementCandidat(candidat.Defauts);
        var adresse = judge.Adresse("", candidat.Adresse);
        var enFrance = Pays.PeutEtreFrance(adresse.CodePays);
        var (departement, commune) = judge.Lieu(
            judge.Code("departementNaissance", candidat.DepartementNaissance),
            judge.Serre("codeCommuneNaissance", candidat.CodeCommuneNaissance));
        return new(candidat with
        {
            Ine = judge.Ine("ine", candidat.Ine),
            Sexe = judge.Code("sexe", candidat.Sexe),
            Nom = judge.Nom("nom", candidat.Nom),
            Prenom = judge.Nom("prenom", candidat.Prenom),
            Prenom2 = judge.Nom("prenom2", candidat.Prenom2),
            Prenom3 = judge.Nom("prenom3", candidat.Prenom3),
            CodeCommuneNaissance = commune,
            LibelleCommuneNaissance = judge.Code("libelleCommuneNaissance", candidat.LibelleCommuneNaissance),
            DepartementNaissance = departement,
            CodePaysNaissance = judge.Code("codePaysNaissance", candidat.CodePaysNaissance),
            CodePaysNationalite = judge.Code("codePaysNationalite", candidat.CodePaysNationalite),
            Adresse = adresse,
            Mail = judge.Mail("mail", candidat.Mail),
            TelMobile = judge.Telephone("telMobile", candidat.TelMobile, enFrance),
            TelFixe = judge.Telephone("telFixe", candidat.TelFixe, enFrance),
            Bac = candidat.Bac with
            {
                Serie = judge.Code("serieBac", candidat.Bac.Serie), Mention = judge.Code("mentionBac", candidat.Bac.Mention),
            },
            CodeEtablissementSco = judge.Serre("codeEtablissementSco", candidat.CodeEtablissementSco),
            ResponsablesLegaux = [.. candidat.ResponsablesLegaux.Select((r, i) => Responsable(judge, r, i + 1))],
        }, judge.Avertissements, judge.Modifications);
    }

    private static ResponsableLegal Responsable(JugementCandidat judge, ResponsableLegal responsable, int rang)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"responsable{rang}.");
        var adresse = judge.Adresse(place, responsable.Adresse);
        return responsable with
        {
            Nom = judge.Nom(place + "nom", responsable.Nom),
            Prenom = judge.Nom(place + "prenom", responsable.Prenom),
            Mail = judge.Mail(place + "mail", responsable.Mail),
            Tel = judge.Telephone(place + "tel", responsable.Tel, Pays.PeutEtreFrance(adresse.CodePays)),
            Adresse = adresse,
        };
    }
}
