namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Facade;

/// <summary>Writes <c>{"retour","message"}</c>, the answer to a push and to the façade's calls (contract §1, §3).</summary>
public static class Acknowledgement
{
    public const string ContentType = "application/json; charset=utf-8";

    /// <summary>What Parcoursup itself says.</summary>
    public const string MessageOk = "Requete correctement traitee";

    public static byte[] Ok(string message = MessageOk) => Write("OK", message);

    /// <param name="message">In French, with what to do; no internals.</param>
    public static byte[] Nok(string message) => Write("NOK", message);

    private static byte[] Write(string retour, string message) => JsonWriting.Object(writer =>
    {
        writer.WriteString("retour", retour);
        writer.WriteString("message", message);
    });
}
