using System.IO.Pipelines;
using System.Text.Json;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Facade;

/// <summary>
/// Writes a candidate and his wish as the flat object of Parcoursup (contract §4), so that our <c>getCandidatsAdmis</c>
/// answers as Parcoursup's does (rule D3). Absent values are left out.
/// </summary>
public static class CandidatWriter
{
    private const int FlushThreshold = 64 * 1024;

    public static byte[] Write(Candidat candidat, Voeu voeu, int etatInscription = 0) =>
        JsonWriting.Object(writer => WriteMembers(writer, candidat, voeu, etatInscription));

    /// <param name="writer">Placed where a value may stand.</param>
    /// <param name="candidat">The candidate.</param>
    /// <param name="voeu">One of his wishes.</param>
    /// <param name="etatInscription">The echo of the reported enrolment, 0 when none was.</param>
    public static void Write(Utf8JsonWriter writer, Candidat candidat, Voeu voeu, int etatInscription = 0)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        WriteMembers(writer, candidat, voeu, etatInscription);
        writer.WriteEndObject();
    }

    /// <summary>Writes the bare array of an answer, piece by piece.</summary>
    public static async Task WriteListAsync(
        PipeWriter output, IAsyncEnumerable<(Candidat Candidat, Voeu Voeu, int EtatInscription)> candidats,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(candidats);
        await using var writer = new Utf8JsonWriter(output, JsonWriting.Options);
        writer.WriteStartArray();
        await foreach (var (candidat, voeu, etat) in candidats.WithCancellation(cancellationToken))
        {
            Write(writer, candidat, voeu, etat);
            if (writer.BytesPending + output.UnflushedBytes < FlushThreshold) continue;
            writer.Flush();
            await output.FlushAsync(cancellationToken);
        }

        writer.WriteEndArray();
        writer.Flush();
        await output.FlushAsync(cancellationToken);
    }

    private static void WriteMembers(Utf8JsonWriter w, Candidat candidat, Voeu voeu, int etatInscription)
    {
        ArgumentNullException.ThrowIfNull(candidat);
        ArgumentNullException.ThrowIfNull(voeu);
        w.WriteNumber("session", candidat.Session);
        w.WriteNumber("codeCandidat", candidat.CodeCandidat);
        WriteVoeu(w, voeu);
        w.WriteNumber("etatInscription", etatInscription);
        WriteIdentity(w, candidat);
        WriteAddress(w, candidat.Adresse, AddressNames.Candidate);
        for (var i = 0; i < Math.Min(2, candidat.ResponsablesLegaux.Count); i++)
            WriteGuardian(w, candidat.ResponsablesLegaux[i], i == 0 ? "1" : "2");
    }

    private static void WriteVoeu(Utf8JsonWriter w, Voeu voeu)
    {
        w.WriteNumber("codeFormationPsup", voeu.Key.CodeFormationPsup);
        for (var i = 0; i < Math.Min(4, voeu.CodesFormation.Count); i++)
            w.Optional($"codeFormation{i + 1}", voeu.CodesFormation[i]);
        w.Optional("libelleFormation", voeu.LibelleFormation);
        w.Optional("codeSISE", voeu.CodeSise);
        w.WriteNumber("codeAmenagement", voeu.CodeAmenagement);
        w.WriteNumber("codeSituation", voeu.CodeSituation);
        w.Optional("dateReponse", voeu.DateReponse is { } date ? ParcoursupDate.Write(date) : null);
        w.WriteNumber("cesure", voeu.Cesure ? 1 : 0);
        w.WriteNumber("internat", voeu.Key.Internat ? 1 : 0);
        w.Optional("codeEtablissement", voeu.CodeEtablissement);
        w.Optional("codeEtablissementAffectation", voeu.CodeEtablissementAffectation);
    }

    private static void WriteIdentity(Utf8JsonWriter w, Candidat candidat)
    {
        w.Optional("ine", candidat.Ine);
        w.Optional("sexe", candidat.Sexe);
        w.Optional("nom", candidat.Nom);
        w.Optional("prenom", candidat.Prenom);
        w.Optional("prenom2", candidat.Prenom2);
        w.Optional("prenom3", candidat.Prenom3);
        w.Optional("dateNaissance", candidat.DateNaissance is { } date ? ParcoursupDate.Write(date) : null);
        w.Optional("codeCommuneNaissance", candidat.CodeCommuneNaissance);
        w.Optional("libelleCommuneNaissance", candidat.LibelleCommuneNaissance);
        w.Optional("departementNaissance", candidat.DepartementNaissance);
        w.Optional("codePaysNaissance", candidat.CodePaysNaissance);
        w.Optional("codePaysNationalite", candidat.CodePaysNationalite);
        w.Optional("mail", candidat.Mail);
        w.Optional("telmobile", candidat.TelMobile);
        w.Optional("telfixe", candidat.TelFixe);
        w.Optional("codeEtablissementSco", candidat.CodeEtablissementSco);
        w.Optional("moisBac", candidat.Bac.Mois);
        w.Optional("anneeBac", candidat.Bac.Annee);
        w.Optional("serieBac", candidat.Bac.Serie);
        w.Optional("mentionBac", candidat.Bac.Mention);
    }

    private static void WriteGuardian(Utf8JsonWriter w, ResponsableLegal responsable, string n)
    {
        w.Optional("nomRL" + n, responsable.Nom);
        w.Optional("prenomRL" + n, responsable.Prenom);
        w.Optional("mailRL" + n, responsable.Mail);
        w.Optional("telRL" + n, responsable.Tel);
        WriteAddress(w, responsable.Adresse, n == "1" ? AddressNames.Guardian1 : AddressNames.Guardian2);
    }

    private static void WriteAddress(Utf8JsonWriter w, Adresse adresse, AddressNames names)
    {
        w.Optional(names.Ligne1, adresse.Ligne1);
        w.Optional(names.Ligne2, adresse.Ligne2);
        w.Optional(names.Ligne3, adresse.Ligne3);
        w.Optional(names.CodePostal, adresse.CodePostal);
        w.Optional(names.CodeCommune, adresse.CodeCommune);
        w.Optional(names.LibelleCommune, adresse.LibelleCommune);
        w.Optional(names.CodePays, adresse.CodePays);
    }

    private sealed record AddressNames(
        string Ligne1, string Ligne2, string Ligne3, string CodePostal, string CodeCommune, string LibelleCommune, string CodePays)
    {
        public static readonly AddressNames Candidate =
            new("adresse1", "adresse2", "adresse3", "codePostal", "codeCommune", "libelleCommune", "codePaysadresse");

        public static readonly AddressNames Guardian1 = Guardian("1");
        public static readonly AddressNames Guardian2 = Guardian("2");

        private static AddressNames Guardian(string n) => new(
            "Adresse1RL" + n, "Adresse2RL" + n, "Adresse3RL" + n,
            "CodePostaleRL" + n, "codeCommuneRL" + n, "libelleCommuneRL" + n, "CodePaysAdresseRL" + n);
    }
}
