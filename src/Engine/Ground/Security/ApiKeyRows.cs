namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>Who calls the REST API.</summary>
/// <param name="Etablissement">Null for an administrator, and for the holder of a role.</param>
public sealed record ApiCaller(string Id, string Nom, string? Etablissement)
{
    /// <summary>The role of a key that sees how the gateway works, and nothing of anybody.</summary>
    public const string Supervision = "supervision";

    /// <summary>What a module lets the key do; null for administrators and établissements.</summary>
    public string? Role { get; init; }

    /// <summary>Where it may, in the words of the module that gave the role.</summary>
    public string? Portee { get; init; }

    /// <summary>Until when, from where and for what.</summary>
    public LimitesCle Limites { get; init; } = LimitesCle.Aucune;

    public bool IsAdministrator => Etablissement is null && Role is null;
}

/// <summary>What became of the wish to revoke an administrator's key.</summary>
public enum Revocation
{
    Done,
    Unknown,
    LastOne,
}

/// <summary>What is shown of any key: never its value.</summary>
public abstract class KeyRow
{
    public string Id { get; init; } = "";
    public string Nom { get; init; } = "";
    public DateTimeOffset CreeeLe { get; init; }
    public DateTimeOffset? UtiliseeLe { get; init; }
    public LimitesCle Limites => LimitesCle.Of(ExpireLe, Adresses, LectureSeule);
    internal DateTimeOffset? ExpireLe { get; init; }
    internal string? Adresses { get; init; }
    internal bool LectureSeule { get; init; }
    internal string? Sceau { get; init; }
}

/// <summary>A key of an administrator, or of an établissement.</summary>
public sealed class ApiKeyRow : KeyRow
{
    internal string? Etablissement { get; init; }
}

/// <summary>A key of a role.</summary>
public sealed class RoleKeyRow : KeyRow
{
    public string Role { get; init; } = "";
    public string Portee { get; init; } = "";
}
