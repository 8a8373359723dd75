namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>The acknowledgement <c>{"retour","message"}</c> (contract §1).</summary>
internal sealed record ParcoursupAnswer(bool EstOk, bool EstNok, string Message)
{
    /// <summary>Null when the body is no such object.</summary>
    public static ParcoursupAnswer? Read(ReadOnlyMemory<byte> body)
    {
        if (!JsonBody.TryParse(body, out var document, out _)) return null;
        using (document)
        {
            var fields = FieldSet.Of(document.RootElement);
            var retour = fields.Find("retour")?.Text?.Trim();
            var ok = string.Equals(retour, "OK", StringComparison.OrdinalIgnoreCase);
            var nok = string.Equals(retour, "NOK", StringComparison.OrdinalIgnoreCase);
            return ok || nok ? new ParcoursupAnswer(ok, nok, fields.Find("message")?.Text ?? "") : null;
        }
    }

    /// <summary>In French, what came instead; the body itself is not quoted.</summary>
    public static string DescribeUnexpected(ReadOnlySpan<byte> body)
    {
        var text = body.TrimStart(" \t\r\n\uFEFF"u8);
        if (text.IsEmpty) return "La réponse est vide : l'adresse de Parcoursup est-elle la bonne ?";
        if (text[0] == (byte)'<')
            return "La réponse est une page HTML ou du XML et non du JSON : vérifier l'adresse de Parcoursup et l'éventuel serveur "
                + "mandataire.";
        return text[0] is (byte)'{' or (byte)'['
            ? "La réponse est du JSON, mais pas celui de l'interface synchrone de Parcoursup."
            : "La réponse n'est pas du JSON : vérifier l'adresse de Parcoursup.";
    }
}
