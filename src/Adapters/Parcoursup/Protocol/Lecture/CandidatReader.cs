using System.Text.Json;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Intake;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// Reads a flat candidate object (contract §4) as tolerantly as production needs: any case of the keys, numbers as text,
/// short years, unknown members. Only a key without which the message belongs to nobody makes it incomplete (rule B1).
/// </summary>
public static class CandidatReader
{
    // A three-digit year is completed to one that is not after the session; nobody enters higher education before ten.
    private const int YoungestAge = 10;

    /// <param name="objet">The candidate object.</param>
    /// <param name="sessionParDefaut">Used when the object names no session; an unreadable one is never replaced.</param>
    public static CandidatLecture Read(JsonElement objet, int? sessionParDefaut) =>
        objet.ValueKind == JsonValueKind.Object
            ? Read(FieldSet.Of(objet), sessionParDefaut)
            : new CandidatIncomplet("", $"Un objet candidat est attendu, {new FieldValue(objet.ValueKind, "").Shape} reçu.", null, null);

    /// <summary>The candidate of an entry of a list; of one that is no JSON, what can still be made out of whose it is.</summary>
    internal static CandidatLecture Read(JsonEntry entry, int? sessionParDefaut)
    {
        if (entry.Error is { } error)
            return CandidatBrise.Read(entry.Bytes.Span, $"L'objet candidat est illisible, {error} : le faire corriger dans Parcoursup.");
        var read = Read(entry.Value, sessionParDefaut);
        return entry.IsRepaired && read is CandidatLu candidat ? candidat with { Candidat = WithRepairs(candidat.Candidat, entry.Value) }
            : read;
    }

    internal static CandidatLecture Read(FieldSet fields, int? sessionParDefaut)
    {
        var session = fields.Find("session") is { } given ? SessionOf(given) : sessionParDefaut;
        var code = PositiveOf(fields, "codeCandidat");
        var formation = PositiveOf(fields, "codeFormationPsup");
        if (session is null) return Incomplete("session", "l'année de la campagne");
        if (code is null) return Incomplete("codeCandidat", "le numéro de dossier Parcoursup");
        if (formation is null) return Incomplete("codeFormationPsup", "le code de la formation d'admission");

        var onCandidate = new List<Defaut>();
        var onWish = new List<Defaut>();
        var reader = new FieldReader(fields, onCandidate);
        var voeu = VoeuReader.Read(reader, reader.Noting(onWish), onWish, session.Value, code.Value, formation.Value);
        var candidat = ReadCandidat(reader, session.Value, code.Value) with { Defauts = onCandidate };
        return new CandidatLu(candidat, voeu) { EtatInscription = fields.Find("etatInscription")?.AsInt() };

        CandidatIncomplet Incomplete(string name, string meaning)
        {
            var reason = fields.Find(name) is { } value ? $"est illisible ({value.Shown} reçu)" : "est absent";
            return new CandidatIncomplet(name, $"Le champ {name} {reason} : il doit porter {meaning}.", code,
                Ine.Normalize(fields.Find("ine")?.Text), formation);
        }
    }

    // Such characters mean nothing in a value: whoever reads the candidate should know that they came.
    private static Candidat WithRepairs(Candidat candidat, JsonElement objet) => candidat with
    {
        Defauts = [.. candidat.Defauts, .. objet.EnumerateObject()
            .Where(m => FieldValue.Of(m.Value).Text?.Any(char.IsControl) == true)
            .Select(m => new Defaut(m.Name, $"Le champ {m.Name} contient un saut de ligne, une tabulation ou un autre caractère de "
                + "commande non échappé : à corriger dans Parcoursup."))],
    };

    private static Candidat ReadCandidat(FieldReader reader, int session, int code) => new()
    {
        Session = session,
        CodeCandidat = code,
        Ine = reader.IneCode("ine"),
        Sexe = reader.Code("sexe"),
        Nom = reader.Text("nom"),
        Prenom = reader.Text("prenom"),
        Prenom2 = reader.Text("prenom2"),
        Prenom3 = reader.Text("prenom3"),
        DateNaissance = reader.Date("dateNaissance", session - YoungestAge),
        CodeCommuneNaissance = reader.Code("codeCommuneNaissance"),
        LibelleCommuneNaissance = reader.Text("libelleCommuneNaissance"),
        DepartementNaissance = reader.Code("departementNaissance"),
        CodePaysNaissance = reader.Code("codePaysNaissance"),
        CodePaysNationalite = reader.Code("codePaysNationalite"),
        Adresse = new Adresse
        {
            Ligne1 = reader.Text("adresse1"),
            Ligne2 = reader.Text("adresse2"),
            Ligne3 = reader.Text("adresse3"),
            CodePostal = reader.Code("codePostal", "codepostale"),
            CodeCommune = reader.Code("codeCommune"),
            LibelleCommune = reader.Text("libelleCommune"),
            CodePays = reader.Code("codePaysadresse", "codePays"),
        },
        Mail = reader.Code("mail"),
        TelMobile = reader.Code("telmobile"),
        TelFixe = reader.Code("telfixe"),
        Bac = new InscriptionBac
        {
            Annee = reader.Year("anneeBac", session + 1),
            Mois = reader.Int("moisBac"),
            Serie = reader.Code("serieBac"),
            Mention = reader.Code("mentionBac"),
        },
        CodeEtablissementSco = reader.Code("codeEtablissementSco"),
        ResponsablesLegaux = ResponsableReader.Read(reader),
    };

    private static int? SessionOf(FieldValue value) =>
        value.AsInt() is { } year && ParcoursupDate.CompleteYear(year, 2099) is { } session and >= 2000 and <= 2099 ? session : null;

    private static int? PositiveOf(FieldSet fields, string name) =>
        fields.Find(name)?.AsInt() is { } number and > 0 ? number : null;
}
