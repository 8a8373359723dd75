namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// The message that "Tester connecteur" posts to our own push address to prove the reverse way (contract §6): an
/// ordinary push of the dummy candidate, marked so that it is acknowledged and never applied.
/// </summary>
public static class PushTestMessage
{
    /// <param name="identifiants">The pair that the établissement chose for Parcoursup's pushes.</param>
    /// <param name="jeton">Comes back as <see cref="PushLu.TestConnecteur"/>.</param>
    /// <param name="session">The campaign's year.</param>
    /// <param name="test">The dummy candidate.</param>
    public static byte[] Write(Identifiants identifiants, string jeton, int session, CandidatTest test)
    {
        ArgumentNullException.ThrowIfNull(identifiants);
        ArgumentNullException.ThrowIfNull(test);
        return JsonWriting.Object(writer =>
        {
            writer.WriteStartObject("identifiant");
            writer.Optional("login", identifiants.Login);
            writer.Optional("pwd", identifiants.MotDePasse);
            writer.WriteEndObject();
            writer.WriteString(PushReader.TestField, jeton);
            writer.WriteStartObject("donneesCandidat");
            writer.WriteNumber("session", session);
            writer.WriteNumber("codeCandidat", test.CodeCandidat);
            writer.WriteNumber("codeFormationPsup", test.CodeFormationPsup);
            writer.WriteNumber("codeSituation", 0);
            writer.Optional("nom", test.Nom);
            writer.Optional("prenom", test.Prenom);
            writer.WriteEndObject();
        });
    }
}
