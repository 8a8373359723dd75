namespace Parcoursup.Gateway.Temoin.Configuration;

/// <summary>The section <c>temoin</c> of an établissement: the account that its Témoin calls with.</summary>
internal sealed record TemoinDocument
{
    public string Login { get; init; } = "";

    /// <summary>In clear as taken in, a hash as stored, null as given out.</summary>
    public string? MotDePasse { get; init; }

    /// <summary>How many mornings a candidate may wait for Témoin before a person is told.</summary>
    public int Patience { get; init; } = 2;
}
