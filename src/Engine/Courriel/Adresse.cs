using MimeKit;

namespace Parcoursup.Gateway.Engine.Courriel;

/// <summary>An address of e-mail: one, bare, with a domain.</summary>
public static class Adresse
{
    private const int Longest = 254;

    public static bool EstAdresse(string? text) =>
        text is { Length: > 2 and <= Longest } && !text.AsSpan().ContainsAny(" <>,;\r\n\"")
        && MailboxAddress.TryParse(text, out var parsed) && parsed.Address == text
        && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1;
}
