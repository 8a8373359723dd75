namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>A mail address (rule K1): one that no mail server would take is left out.</summary>
public static class Mail
{
    private const int Longest = 254;
    private const string Signs = "!#$%&'*+-/=?^_`{|}~.";
    private static readonly char[] Around = ['<', '>', '"', ';', ',', ' '];

    public static Jugement Juger(string text) => Texte.Juger(text).Puis(clean =>
    {
        var bare = clean.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? clean[7..] : clean;
        bare = bare.TrimEnd('.').Trim(Around).TrimEnd('.');
        if (Defect(bare) is { } defect)
            return new(null,
                $"{Cite.De(clean)} n'est pas une adresse électronique ({defect}) : non transmise, à corriger dans Parcoursup.");
        return new(bare, bare == clean ? null : $"{Cite.De(clean)} : l'adresse {Cite.De(bare)} en est tirée.");
    });

    private static string? Defect(string mail)
    {
        var at = mail.IndexOf('@', StringComparison.Ordinal);
        if (at < 0) return "sans « @ »";
        if (mail.IndexOf('@', at + 1) >= 0) return "plusieurs « @ » : une seule adresse est attendue";
        if (mail.Length > Longest) return "trop longue";
        if (mail.Contains(' ', StringComparison.Ordinal)) return "espace";
        var (local, domain) = (mail[..at], mail[(at + 1)..]);
        if (local.Length is 0 or > 64) return local.Length == 0 ? "rien devant « @ »" : "trop longue devant « @ »";
        if (mail.FirstOrDefault(c => c > '~') is var accent and not '\0') return $"caractère « {accent} »";
        if (local.FirstOrDefault(c => !char.IsAsciiLetterOrDigit(c) && !Signs.Contains(c, StringComparison.Ordinal)) is
            var sign and not '\0')
            return $"caractère « {sign} »";
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal)) return "point mal placé";
        return IsDomain(domain) ? null : $"« {domain} » n'est pas un nom de domaine";
    }

    private static bool IsDomain(string domain)
    {
        var labels = domain.Split('.');
        return labels.Length >= 2 && labels.All(IsLabel) && labels[^1].Length >= 2 && !labels[^1].All(char.IsAsciiDigit);
    }

    private static bool IsLabel(string label) => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
