namespace Parcoursup.Gateway.Adapters.Parcoursup.Configuration;

/// <summary>The pair that the établissement chose and typed in Parcoursup's administration site.</summary>
internal sealed record ComptePush
{
    public string Login { get; init; } = "";
    public string? MotDePasse { get; init; }
}
