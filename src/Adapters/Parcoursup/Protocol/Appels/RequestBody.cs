using System.Text.Json;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>A body in two copies: the one that is sent, and the one that the journal may keep.</summary>
internal sealed record RequestBody(byte[] Sent, byte[] Journal)
{
    public static RequestBody GetCandidatsAdmis(
        IParcoursupAuthentication authentication, ParcoursupOptions options, string uai, int? codeCandidat, int? codeFormation) =>
        Create(authentication, options, writer =>
        {
            writer.WriteString("codeEtablissement", uai);
            writer.Optional("codeCandidat", codeCandidat);
            // This method spells it with a lower-case p (contract §2).
            writer.Optional("codeFormationpsup", codeFormation);
        });

    public static RequestBody MajInscription(IParcoursupAuthentication authentication, ParcoursupOptions options, MajInscription maj) =>
        Create(authentication, options, writer =>
        {
            writer.WriteNumber("codeCandidat", maj.CodeCandidat);
            writer.Optional("ine", maj.Ine);
            writer.Optional("nom", maj.Nom);
            writer.Optional("prenom", maj.Prenom);
            writer.Optional("dateNaissance", maj.DateNaissance is { } date ? ParcoursupDate.Write(date) : null);
            writer.WriteNumber("codeFormationPsup", maj.CodeFormationPsup);
            writer.Optional("codeFormation1", maj.CodeFormation1);
            writer.Optional("codeSISE", maj.CodeSise);
            writer.WriteNumber("etatInscription", maj.EtatInscription);
            writer.Optional("codeEtablissementAffectation", maj.CodeEtablissementAffectation);
        });

    private static RequestBody Create(IParcoursupAuthentication authentication, ParcoursupOptions options, Action<Utf8JsonWriter> write)
    {
        return new RequestBody(Render(masked: false), Render(masked: true));

        byte[] Render(bool masked) => JsonWriting.Object(writer =>
        {
            authentication.WriteBody(writer, options, masked);
            write(writer);
        });
    }
}
