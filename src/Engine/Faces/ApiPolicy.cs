namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>Whose key an address of <c>/api</c> asks for; it stands in the endpoint's metadata.</summary>
public sealed class ApiPolicy
{
    private ApiPolicy() { }

    /// <summary>Only an administrator's key.</summary>
    public static readonly ApiPolicy Administrator = new();

    /// <summary>A key that was made for supervision, or an administrator's.</summary>
    public static readonly ApiPolicy Supervision = new();

    /// <summary>The key of the établissement in the path, or an administrator's.</summary>
    public static readonly ApiPolicy Etablissement = new();

    /// <summary>Any valid key: the module that maps the address sees for itself what its holder may.</summary>
    public static readonly ApiPolicy OfModule = new();
    /// <summary>The module sees for itself who may: whoever calls these is no user of the gateway.</summary>
    public static readonly ApiPolicy Own = new();
}
