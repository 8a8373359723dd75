namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>
/// Where a secret of ours goes (rule J3): scheme, host and port, and as whom. A stored password is never sent to another place than
/// the one that it was given for: else whoever may change an address would be sent every password.
/// </summary>
public static class Destination
{
    /// <summary>Scheme, host and port of an address; the text itself where it is none.</summary>
    public static string Of(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Authority).ToLowerInvariant() : url ?? "";

    /// <summary>The stored secret where it may go on being used; null where it has to be given again.</summary>
    /// <param name="login">As whom, now and when it was stored.</param>
    /// <param name="places">Every address that it would be sent to, now and when it was stored; first the one it is sealed for.</param>
    public static string? Kept(
        string? secret, (string? Given, string? Stored) login, (IEnumerable<string?> Given, IEnumerable<string?> Stored) places)
    {
        var (given, stored) = (places.Given.Select(Of).ToList(), places.Stored.Select(Of).ToList());
        return stored.Count > 0 && string.Equals(login.Given, login.Stored, StringComparison.Ordinal)
            && given[0] == stored[0] && !given.Except(stored).Any() ? secret : null;
    }
}
