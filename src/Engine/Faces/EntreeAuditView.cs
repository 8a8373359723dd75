using System.Text.Json;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>An entry of the audit as REST and the export show it.</summary>
public static class EntreeAuditView
{
    public static object Of(AuditRow row) => new
    {
        row.Numero, row.Instant, row.Qui, row.Identifiant, row.Origine, row.Acte, row.Etablissement, row.Sujet, row.Issue, row.Nombre,
        details = row.Details is null ? (JsonElement?)null : JsonText.Read<JsonElement>(row.Details),
        row.Correlation, row.Empreinte,
    };
}
