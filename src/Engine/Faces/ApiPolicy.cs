namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>Whose key an address of <c>/api</c> asks for; it stands in the endpoint's metadata.</summary>
public sealed class ApiPolicy
{
    private ApiPolicy() { }

    /// <summary>Only an administrator's key.</summary>
    public static readonly ApiPolicy Administrator = new();

    /// <summary>The key of the établissement in the path, or an administrator's.</summary>
    public static readonly ApiPolicy Etablissement = new();
}
