namespace Wcf;

/// <summary>The calls to make, as ../README.md describes them.</summary>
internal sealed record Call(string Id, string Contract, string Version, string Address, string Login, string Password)
{
    public List<(string Path, string? Value)> Fields { get; } = [];

    public static List<Call> Read(string plan)
    {
        List<Call> calls = [];
        foreach (var line in File.ReadLines(plan))
        {
            switch (line.Split('\t'))
            {
                case ["call", var id, var contract, var version, var address, var login, var password]:
                    calls.Add(new Call(id, contract, version, address, login, password));
                    break;
                case ["set", var path, var value]:
                    calls[^1].Fields.Add((path, value));
                    break;
                case ["nil", var path]:
                    calls[^1].Fields.Add((path, null));
                    break;
            }
        }

        return calls;
    }
}
