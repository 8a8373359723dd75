using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Inscriptions;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Facade;

/// <summary>Reads what a SIS sends to the hosted façade, where it believes to speak to Parcoursup (rule D3).</summary>
public static class FacadeReader
{
    // The year of a birth is completed without knowing the session; see ParcoursupDate.
    private const int LatestBirth = 2030;

    /// <summary>Reads a request of <c>getCandidatsAdmis</c>; the filters are optional but must be readable.</summary>
    public static FacadeLecture<DemandeCandidatsAdmis> ReadCandidatsAdmisRequest(ReadOnlyMemory<byte> corps) =>
        Read(corps, (reader, _) => new DemandeCandidatsAdmis(
            Uai.Normalize(reader.Code("codeEtablissement")), reader.Int("codeCandidat"), reader.Int("codeFormationpsup")));

    /// <summary>Reads a <c>majInscriptionAdministrative</c>; candidate, formation and state are required.</summary>
    public static FacadeLecture<MajInscription> ReadMajInscription(ReadOnlyMemory<byte> corps) => Read(corps, ReadMaj);

    private static MajInscription ReadMaj(FieldReader reader, List<Defaut> defauts)
    {
        var maj = new MajInscription
        {
            CodeCandidat = Positive(reader, defauts, "codeCandidat"),
            Ine = Ine.Normalize(reader.Code("ine")),
            Nom = reader.Text("nom"),
            Prenom = reader.Text("prenom"),
            DateNaissance = reader.Date("dateNaissance", LatestBirth),
            CodeFormationPsup = Positive(reader, defauts, "codeFormationPsup"),
            CodeFormation1 = reader.Code("codeFormation1"),
            CodeSise = reader.Code("codeSISE"),
            EtatInscription = reader.Int("etatInscription") ?? EtatInscription.Aucun,
            CodeEtablissementAffectation = reader.UaiCode("codeEtablissementAffectation"),
        };
        if (maj.EtatInscription is < 1 or > 5 && !defauts.Exists(d => d.Champ == "etatInscription"))
            defauts.Add(new Defaut("etatInscription",
                "Le champ etatInscription doit valoir 1 (principale), 2 (double cursus), 3 (annulée), 4 (parallèle) ou 5 (parallèle "
                + "secondaire)."));
        return maj;
    }

    private static int Positive(FieldReader reader, List<Defaut> defauts, string name)
    {
        var number = reader.Int(name);
        if (number is not > 0 && !defauts.Exists(d => d.Champ == name))
            defauts.Add(new Defaut(name, $"Le champ {name} est obligatoire : un nombre positif est attendu."));
        return number ?? 0;
    }

    private static FacadeLecture<T> Read<T>(ReadOnlyMemory<byte> corps, Func<FieldReader, List<Defaut>, T> read)
    {
        if (!JsonBody.TryParse(corps, out var document, out var error))
            return new FacadeLecture<T>.Illisible(error.Message, error.Ligne, error.Colonne);

        using (document)
        {
            var root = FieldSet.Of(document.RootElement);
            var identifiants = JsonBody.IdentifiantsOf(root);
            var defauts = new List<Defaut>();
            var demande = read(new FieldReader(root, defauts), defauts);
            return defauts.Count == 0
                ? new FacadeLecture<T>.Lue(identifiants, demande)
                : new FacadeLecture<T>.Defectueuse(identifiants, defauts);
        }
    }
}
